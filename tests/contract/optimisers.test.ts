/** What every optimiser promises: the published recurrence, and that it finds a minimum. */

import { describe, expect, test } from "vitest";
import type { Optimiser } from "../../src/library/optimiser.ts";
import { optimisers } from "../../src/library/optimisers/table.ts";
import { compute, scalar, vector } from "./compute.ts";

interface Walk {
  readonly parameter: readonly number[];
  readonly slots: readonly (readonly number[])[];
}

const curvature = [1, 3, 0.2];
const target = [2, -1, 0.5];
const gradientAt = (x: readonly number[]) =>
  x.map((value, i) => (curvature[i] ?? 0) * (value - (target[i] ?? 0)));

function walk(row: Optimiser, rate: number, options: Readonly<Record<string, number>>, steps: number): Walk {
  let now: Walk = { parameter: [0, 0, 0], slots: row.slots.map(() => [0, 0, 0]) };
  for (let step = 1; step <= steps; step += 1) {
    const slots = Object.fromEntries(now.slots.map((values, i) => [`slot ${i}`, vector(values)]));
    const given = {
      parameter: vector(now.parameter),
      gradient: vector(gradientAt(now.parameter)),
      rate: scalar(rate),
      step: scalar(step),
      ...slots,
    };
    const [parameter = [], ...rest] = compute(given, (b, inputs) => {
      const { parameter, gradient, rate, step, ...kept } = inputs;
      const next = row.update(b, { parameter, gradient, rate, step, slots: Object.values(kept), options });
      return [next.parameter, ...next.slots];
    });
    now = { parameter, slots: rest };
  }
  return now;
}

function defaults(row: Optimiser): Readonly<Record<string, number>> {
  return Object.fromEntries(row.parameters.map(({ name, default: value }) => [name, value ?? NaN]));
}

/** The recurrences again, by hand and scalar by scalar: a new optimiser brings its own. */
const recurrences: Readonly<
  Record<string, (g: () => number, move: (by: number) => void, rate: number, steps: number) => void>
> = {
  adam: (g, move, rate, steps) => {
    let m = 0;
    let v = 0;
    for (let t = 1; t <= steps; t += 1) {
      m = 0.9 * m + 0.1 * g();
      v = 0.999 * v + 0.001 * g() ** 2;
      move((-rate * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8));
    }
  },
  sgd: (g, move, rate, steps) => {
    let velocity = 0;
    for (let t = 1; t <= steps; t += 1) {
      velocity = 0.5 * velocity + g();
      move(-rate * velocity);
    }
  },
};

describe.each([...optimisers.values()])("$name", (row) => {
  const options = { ...defaults(row), ...(row.name === "sgd" ? { momentum: 0.5 } : {}) };

  // Planted: no bias correction in adam; momentum forgotten in sgd.
  test("follows its recurrence", () => {
    const found = walk(row, 0.05, options, 25).parameter;
    const wanted = curvature.map((c, i) => {
      let x = 0;
      const recurrence = recurrences[row.name];
      recurrence?.(
        () => c * (x - (target[i] ?? 0)),
        (by) => (x += by),
        0.05,
        25,
      );
      return x;
    });
    found.forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? NaN, 12));
    expect(Object.keys(recurrences)).toContain(row.name);
  });

  test("finds the minimum of a quadratic", () => {
    const found = walk(row, 0.2, options, 400).parameter;
    found.forEach((value, i) => expect(value).toBeCloseTo(target[i] ?? NaN, 3));
  });

  test("has defaults within its ranges", () => {
    for (const { default: value, low, high } of row.parameters) {
      expect(value ?? low).toBeGreaterThanOrEqual(low);
      expect(value ?? high).toBeLessThanOrEqual(high);
    }
    expect(row.parameters[0]?.name).toBe("rate");
  });
});
