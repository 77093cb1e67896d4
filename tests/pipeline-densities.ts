/** A model's log density at points, and densities of single numbers in plain code: what the tests beside it compare. */

import { expect } from "vitest";
import { bind, density } from "../src/pipeline.ts";
import { compiled, source, value } from "./pipeline-models.ts";

type Point = Readonly<Record<string, unknown>>;

export async function densityOf(text: string, data: unknown) {
  const model = compiled(text);
  const bound = value(await bind(model, [await source(data)]));
  return async (point: Point, unconstrained = false) =>
    value(await density(model, bound, point, { unconstrained }));
}

/** To 1e-10 of its size, or of 1. */
export const close = (found: unknown, wanted: number) => {
  expect(typeof found).toBe("number");
  expect(Math.abs(Number(found) - wanted)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(wanted)));
};

export const normal = (z: number, sd: number) =>
  Math.exp(-0.5 * (z / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));

export const poisson = (k: number, rate: number) => {
  let p = Math.exp(-rate);
  for (let i = 1; i <= k; i++) p *= rate / i;
  return p;
};
