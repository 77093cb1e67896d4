/** A model of the corpus beside its density written by hand: values and gradients to a relative 1e-10, at random points, on both scales. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Site } from "../../src/model/model.ts";
import { freeShapeOf } from "../../src/model/free-shape.ts";
import { shapeOf } from "../../src/model/named.ts";
import { bind, density, fit, type Compiled } from "../../src/pipeline.ts";
import { eventOf } from "../../src/shape/support.ts";
import { compiled, source, value } from "../pipeline-models.ts";
import { made } from "./free.ts";
import { add, at, type Complex, numbers } from "./plain.ts";

/** A latent's values in row-major order. */
export type Point = (name: string) => readonly Complex[];

export interface Entry {
  /** As the list of the issue calls it. */
  readonly name: string;
  /** A file of tests/corpus/good, without its ending. */
  readonly program: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** log p(latents, data), on the declared scale. */
  readonly density: (at: Point) => Complex;
  /** How far from nought the random unconstrained values lie; 1 unless told. */
  readonly spread?: number;
}

const step = 1e-30;
const count = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

function programText(program: string): string {
  return readFileSync(join(import.meta.dirname, "../corpus/good", `${program}.hunch`), "utf8");
}

type Values = ReadonlyMap<string, readonly number[]>;

/** f and its derivative in every coordinate, by complex steps. */
function slopesOf(f: (values: ReadonlyMap<string, readonly Complex[]>) => Complex, point: Values) {
  const moved = (name: string, place: number) =>
    f(
      new Map(
        [...point].map(([key, list]) => [
          key,
          list.map((re, i) => ({ re, im: key === name && i === place ? step : 0 })),
        ]),
      ),
    );
  const gradient = [...point].map(([name, list]): [string, readonly number[]] => [
    name,
    list.map((_, i) => moved(name, i).im / step),
  ]);
  return { value: moved("", 0).re, gradient: new Map(gradient) };
}

export async function agrees(entry: Entry): Promise<void> {
  const model = compiled(programText(entry.program));
  const bound = value(await bind(model, [await source(entry.data)]));
  const { sites } = model.model;
  const { sizes } = bound.facts;
  const free = (site: Site) => freeShapeOf(site, sizes);
  const declaredShape = (site: Site) => shapeOf(site.dimensions, sizes);
  const supportOf = (site: Site) => site.latent.type.support;
  const makes = (site: Site, u: readonly Complex[]) =>
    made(supportOf(site), u, declaredShape(site).at(-1) ?? 1);
  const look = (values: ReadonlyMap<string, readonly Complex[]>): Point => {
    return (name) => values.get(name) ?? expect.fail(`there is no latent ${name}`);
  };
  const onReals = (values: ReadonlyMap<string, readonly Complex[]>): Complex => {
    const parts = sites.map((site): [string, ReturnType<typeof made>] => [
      site.name,
      makes(site, look(values)(site.name)),
    ]);
    const declared = new Map(parts.map(([name, { x }]) => [name, x]));
    return add(entry.density(look(declared)), ...parts.map(([, { jacobian }]) => jacobian));
  };
  for (const seed of [1, 2, 3]) {
    const reals: Values = new Map(
      sites.map((site, i) => [
        site.name,
        numbers(count(free(site)), 17 * i + seed, 0.6 * (entry.spread ?? 1)),
      ]),
    );
    await compare(
      model,
      bound,
      true,
      reals,
      new Map(sites.map((site) => [site.name, free(site)])),
      slopesOf(onReals, reals),
    );
    const declared: Values = new Map(
      sites.map((site) => [
        site.name,
        makes(
          site,
          (reals.get(site.name) ?? []).map((re) => ({ re, im: 0 })),
        ).x.map(({ re }) => re),
      ]),
    );
    const wanted = slopesOf((values) => entry.density(look(values)), declared);
    // Entries of simplexes and matrices are not free: their gradients are of the unconstrained scale alone.
    for (const site of sites) {
      const { kind } = supportOf(site);
      if (eventOf(supportOf(site)) > 0 && kind !== "ordered") wanted.gradient.delete(site.name);
    }
    await compare(
      model,
      bound,
      false,
      declared,
      new Map(sites.map((site) => [site.name, declaredShape(site)])),
      wanted,
    );
  }
}

async function compare(
  model: Compiled,
  bound: Parameters<typeof density>[1],
  unconstrained: boolean,
  values: Values,
  shapes: ReadonlyMap<string, readonly number[]>,
  wanted: ReturnType<typeof slopesOf>,
): Promise<void> {
  const point = [...values].map(([name, list]) => [name, nested(list, shapes.get(name) ?? [])]);
  const found = value(await density(model, bound, Object.fromEntries(point), { unconstrained }));
  near("the log density", found.logJoint, wanted.value, 0);
  const scale = Math.max(...[...wanted.gradient.values()].flat().map(Math.abs));
  for (const [name, list] of wanted.gradient) {
    const slopes = [found.gradient[name]].flat(9);
    expect(slopes, name).toHaveLength(list.length);
    list.forEach((slope, i) => near(`∂ ${name}[${i}]`, Number(slopes[i]), slope, 1e-4 * scale));
  }
}

/** To a relative 1e-10; what nearly cancels is measured by `scale`. */
function near(what: string, found: number, wanted: number, scale: number): void {
  const tolerance = 1e-10 * Math.max(Math.abs(wanted), scale);
  expect(Math.abs(found - wanted), `${what}: ${found} beside ${wanted}`).toBeLessThanOrEqual(tolerance);
}

function nested(list: readonly number[], shape: readonly number[]): unknown {
  const [size, ...inner] = shape;
  if (size === undefined) return at(list, 0);
  const width = count(inner);
  return Array.from({ length: size }, (_, i) => nested(list.slice(i * width, (i + 1) * width), inner));
}

/** A few steps of the program's own method. */
export async function runs({ program, data }: Entry): Promise<void> {
  const text = programText(program);
  const few = /^infer nuts/mu.test(text) ? ["chains = 1", "warmup = 100", "draws = 10"] : ["steps = 3"];
  const posterior = value(await fit(compiled(text, few), [await source(data)]));
  const { approximation } = posterior;
  const found =
    approximation.kind === "point" || approximation.kind === "draws"
      ? [...approximation.values.values()]
      : approximation.kind === "mean_field"
        ? [...approximation.mean.values(), ...approximation.sd.values()]
        : expect.fail(`${program} left ${approximation.kind}`);
  expect(found.length).toBeGreaterThan(0);
  for (const list of found) expect(list.every(Number.isFinite)).toBe(true);
}
