/**
 * Effects of labels that training never saw: for each draw of the latents, a draw from their prior given it (Gelman & Hill, "Data
 * analysis using regression and multilevel/hierarchical models", 2007, section 12.8). A label has one effect in a draw,
 * whichever rows are about it.
 */

import type { Bound } from "../data/bound.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Noise } from "../library/distribution.ts";
import { callArguments } from "../model/call.ts";
import { dataSlots, deterministics } from "../model/density.ts";
import type { Named, Site } from "../model/model.ts";
import { refersTo } from "../check/walk.ts";
import { isDiscrete } from "../shape/support.ts";
import { ownerOf, type Dimension } from "../shape/dimension.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { elements, type Shape } from "../tensor/graph.ts";
import type { Executable, Runtime } from "../tensor/program.ts";
import type { Key } from "../tensor/random.ts";
import type { DrawSource } from "./draw-source.ts";
import type { Posterior } from "./posterior.ts";
import { pureProgram, shapeIn } from "./sites.ts";

type Values = ReadonlyMap<string, ArrayLike<number>>;

/** Draws of a posterior with the effects of the new labels, which are drawn from `key`. Takes `source` over. */
export async function drawsWithNewLabels(
  source: DrawSource,
  posterior: Posterior,
  bound: Bound,
  key: Key,
  runtime: Runtime,
): Promise<DrawSource> {
  const b = createBuilder("f64");
  const [keyInput, step] = [b.input("key", [2], "u32"), b.input("step", [], "u32")];
  let stream = 0;
  const noise: Noise = {
    normal: (shape) => b.random("normal", keyInput, step, stream++, shape),
    uniform: (shape) => b.random("uniform", keyInput, step, stream++, shape),
  };
  const executable = await extension(b, posterior, bound, noise, runtime);
  executable.write("key", key);
  const names = posterior.model.sites.map(({ name }) => name);
  const { sizes } = bound.facts;
  return {
    shapes: new Map(posterior.model.sites.map((site) => [site.name, shapeIn(sizes, site.dimensions)])),
    // A point has one value, but its new effects are spread out as their prior is.
    count: source.count === 1 ? null : source.count,
    at: (index) => {
      const draw = source.at(index);
      for (const name of names) executable.write(name, draw.get(name) ?? []);
      executable.write("step", [index]);
      executable.step();
      return new Map(names.map((name) => [name, executable.read(`all ${name}`)]));
    },
    dispose: () => {
      executable.dispose();
      source.dispose();
    },
  };
}

/** The same where every prior is normal, so that the new effects are affine in the latents and in standard normals of their own. */
export interface AffineExtension {
  /** How many standard normals the new effects take. */
  readonly count: number;
  /** The sites with the new labels; `unit` is the one of those normals that is 1, all others being 0. */
  readonly at: (sites: Values, unit: number | null) => Values;
  readonly dispose: () => void;
}

export async function affineNewLabels(
  posterior: Posterior,
  bound: Bound,
  runtime: Runtime,
): Promise<AffineExtension> {
  const b = createBuilder("f64");
  const normals: { readonly name: string; readonly shape: Shape }[] = [];
  const noise: Noise = {
    normal: (shape) => {
      const name = `normal ${normals.length}`;
      normals.push({ name, shape });
      return b.input(name, shape, "f64");
    },
    uniform: () => {
      throw new Bug("a normal is drawn from normals");
    },
  };
  const executable = await extension(b, posterior, bound, noise, runtime);
  const names = posterior.model.sites.map(({ name }) => name);
  const grown = posterior.model.sites
    .filter(({ dimensions }) => dimensions.some((each) => bound.unseen.has(ownerOf(each).id)))
    .map(({ dimensions }) => shapeIn(posterior.facts.sizes, dimensions));
  // The inputs have a place for every label; those of training's are not looked at.
  const units = normals.flatMap(({ name, shape }, i) =>
    newPlaces(shape, grown[i] ?? []).map((place) => ({ name, place })),
  );
  return {
    count: units.length,
    at: (sites, unit) => {
      for (const name of names) executable.write(name, sites.get(name) ?? []);
      const one = unit === null ? undefined : units[unit];
      for (const { name, shape } of normals) {
        const values = new Float64Array(elements(shape));
        if (one?.name === name) values[one.place] = 1;
        executable.write(name, values);
      }
      executable.step();
      return new Map(names.map((name) => [name, Float64Array.from(executable.read(`all ${name}`))]));
    },
    dispose: () => executable.dispose(),
  };
}

/** The places of an array of this shape that one of the shape `before` did not have. */
function newPlaces(shape: Shape, before: Shape): readonly number[] {
  return Array.from({ length: elements(shape) }, (_, i) => i).filter((place) => {
    let rest = place;
    return shape.toReversed().some((size, i) => {
      const at = rest % size;
      rest = Math.floor(rest / size);
      return at >= (before.at(-1 - i) ?? 0);
    });
  });
}

/** A program from the sites as training had them, by name, to those with the new labels, `all NAME`. */
async function extension(
  b: Builder,
  { model, facts }: Posterior,
  bound: Bound,
  noise: Noise,
  runtime: Runtime,
): Promise<Executable> {
  const { program } = model;
  const { sizes } = bound.facts;
  const env = new Map<string, Named>();
  const needed = (name: string): boolean =>
    bound.arrays.has(name) &&
    program.prior.some((statement) =>
      statement.kind === "latent"
        ? Object.values(statement.distribution.arguments).some((expr) => refersTo(expr, name))
        : refersTo(statement.value, name),
    );
  const data = dataSlots(model, sizes, "f64").filter(({ slot }) => needed(slot.name));
  for (const { slot, dimensions } of data) {
    env.set(slot.name, { tensor: b.input(slot.name, slot.shape, slot.dtype), dimensions });
  }
  const outputs = new Map<string, Tensor>();
  for (const statement of program.prior) {
    const { name } = statement;
    if (statement.kind === "deterministic") {
      const value = deterministics(b, { ...model, deterministics: [statement] }, sizes, env).get(name);
      if (value !== undefined) env.set(name, value);
      continue;
    }
    // What is summed out has no draws.
    if (isDiscrete(statement.type.support)) continue;
    const site = siteOf(model.sites, name);
    const { dimensions } = site;
    const known = b.input(name, shapeIn(facts.sizes, dimensions), "f64");
    const tensor = dimensions.some(isNew) ? withDraws(b, known, sampled(site), dimensions.map(isNew)) : known;
    env.set(name, { tensor, dimensions });
    outputs.set(`all ${name}`, tensor);
  }
  const executable = await runtime.compile(pureProgram("new labels", b, outputs));
  for (const { slot } of data) executable.write(slot.name, bound.arrays.get(slot.name)?.values ?? []);
  return executable;

  function isNew(dimension: Dimension): boolean {
    return bound.unseen.has(ownerOf(dimension).id);
  }

  function sampled({ latent, dimensions }: Site): Tensor {
    const { distribution: call, type } = latent;
    const p = callArguments(b, call, type, sizes, env, "spread");
    return call.distribution.sample(b, noise, p, shapeIn(sizes, dimensions));
  }
}

function siteOf(sites: readonly Site[], name: string): Site {
  const site = sites.find((each) => each.name === name);
  if (site === undefined) throw new Bug(`${name} is no site`);
  return site;
}

/** Known values where every label was seen, draws elsewhere. */
function withDraws(b: Builder, known: Tensor, drawn: Tensor, grown: readonly boolean[]): Tensor {
  const after = drawn.shape.map((size, axis) => size - (known.shape[axis] ?? 0));
  const padded = b.pad(
    known,
    drawn.shape.map(() => 0),
    after,
  );
  const seen = grown.flatMap((isGrown, axis) =>
    isGrown ? [b.lt(b.iota(drawn.shape, axis, "i32"), known.shape[axis] ?? 0)] : [],
  );
  const [first, ...others] = seen;
  if (first === undefined) throw new Bug("a site without a new label needs no draws");
  return b.select(
    others.reduce((all, mask) => b.and(all, mask), first),
    padded,
    b.cast(drawn, "f64"),
  );
}
