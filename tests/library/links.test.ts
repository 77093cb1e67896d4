import { expect, test } from "vitest";
import { linkOf } from "../../src/library/links.ts";
import type { Support } from "../../src/shape/support.ts";
import { compute1, vector } from "../contract/compute.ts";

const xs = [-40, -1, 0, 2, 40];
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

// Planted: exp for softplus.
test.each<[Support, (x: number) => number]>([
  [{ kind: "real" }, (x) => x],
  [{ kind: "positive" }, (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))],
  [{ kind: "unit" }, logistic],
  [{ kind: "interval", low: -1, high: 3 }, (x) => -1 + 4 * logistic(x)],
])("$kind is reached by its link", (support, formula) => {
  const found = compute1({ x: vector(xs) }, (b, { x }) => linkOf(support)?.(b, x, support) ?? x);
  found.forEach((value, i) => expect(value).toBeCloseTo(formula(xs[i] ?? NaN), 14));
});

test("a network gives no discrete values", () => {
  expect(linkOf({ kind: "count" })).toBeNull();
  expect(linkOf({ kind: "simplex" })).toBeNull();
});
