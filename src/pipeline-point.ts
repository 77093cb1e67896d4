/** A point as users give it, `{ "mu": 0.1, "theta": [1, 2] }`: numbers and nested arrays by latent, read with suspicion. */

import type { Infer } from "./check/program.ts";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "./diagnostic/diagnostic.ts";
import type { Model } from "./model/model.ts";
import { shapeOf } from "./model/named.ts";
import type { SiteValues } from "./posterior/posterior.ts";
import type { Sizes } from "./shape/dimension.ts";
import type { Support } from "./shape/support.ts";
import type { Shape } from "./tensor/graph.ts";

/**
 * Where chains begin, on the declared scale: one point for all of them, or a list of as many as there are chains. Null where nothing is
 * given; methods without chains take no point.
 */
export function readStarts(
  model: Model,
  sizes: Sizes,
  infer: Infer,
  given: unknown,
): Outcome<readonly SiteValues[] | null> {
  if (given === undefined || given === null) return success(null);
  const { chains, init } = infer.options;
  if (typeof chains !== "number" || init === undefined) {
    const wanted = "a method whose chains begin somewhere: hmc or nuts";
    return failure(
      diagnose("H0804", { option: "init", wanted, found: infer.method.name }, { at: infer.span }),
    );
  }
  const points: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (points.length !== 1 && points.length !== chains) {
    const wanted = `one point, or one for each of ${chains} chains`;
    return failure(
      diagnose("H0804", { option: "init", wanted, found: `${points.length} points` }, { at: null }),
    );
  }
  const shapes = new Map(model.sites.map(({ name, dimensions }) => [name, shapeOf(dimensions, sizes)]));
  const values: SiteValues[] = [];
  for (const point of points) {
    const read = readPoint(shapes, point);
    if (!read.ok) return read;
    const outside = model.sites.flatMap(({ name, latent: { type } }) =>
      outsideOf(name, type.support, read.value),
    );
    if (outside.length > 0) return failure(...outside);
    values.push(read.value);
  }
  return success(values);
}

/** No chain can begin where a latent's density is nowhere. Vectors that hang together are left to the density itself. */
function outsideOf(name: string, support: Support, values: SiteValues): readonly Diagnostic[] {
  const [low, high] = limits(support);
  const given = values.get(name) ?? [];
  if ([...given].every((value) => value > low && value < high)) return [];
  const numbers = given.length === 1 ? "a number" : "numbers";
  const wanted = high === Infinity ? `${numbers} above ${low}` : `${numbers} between ${low} and ${high}`;
  return [diagnose("H0812", { name, wanted, given: true }, { at: null })];
}

function limits(support: Support): readonly [low: number, high: number] {
  if (support.kind === "positive") return [0, Infinity];
  if (support.kind === "unit") return [0, 1];
  return support.kind === "interval" ? [support.low, support.high] : [-Infinity, Infinity];
}

/** Every mistake in the point at once: names it lacks, names it should not have, shapes that differ. */
export function readPoint(
  shapes: ReadonlyMap<string, Shape>,
  point: unknown,
): Outcome<ReadonlyMap<string, Float64Array>> {
  const entries =
    typeof point === "object" && point !== null && !Array.isArray(point) ? Object.entries(point) : [];
  const given = new Map<string, unknown>(entries);
  const values = new Map<string, Float64Array>();
  const mistakes: Diagnostic[] = [];
  for (const [name, shape] of shapes) {
    const flat = given.has(name) ? flatten(given.get(name), shape) : null;
    if (flat !== null) values.set(name, Float64Array.from(flat));
    else {
      const wanted = shape.length === 0 ? "a number" : `numbers of shape [${shape.join(", ")}]`;
      mistakes.push(diagnose("H0812", { name, wanted, given: given.has(name) }, { at: null }));
    }
  }
  for (const name of given.keys()) {
    if (shapes.has(name)) continue;
    const help = `the latents are ${[...shapes.keys()].join(", ")}`;
    mistakes.push(diagnose("H0813", { name }, { at: null, help }));
  }
  return mistakes.length > 0 ? failure(...mistakes) : success(values);
}

/** Row-major numbers, or null where the value is not of the shape. */
function flatten(value: unknown, shape: Shape): readonly number[] | null {
  const [size, ...inner] = shape;
  if (size === undefined) return typeof value === "number" ? [value] : null;
  if (!Array.isArray(value) || value.length !== size) return null;
  const parts = value.map((part) => flatten(part, inner));
  return parts.every((part) => part !== null) ? parts.flat() : null;
}
