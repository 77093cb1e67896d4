import { expect, test } from "vitest";
import { Bug } from "../../src/diagnostic/bug.ts";
import { closedFormOf, groupsOf, pointsOf } from "../../src/posterior/exact-points.ts";
import { approximation, posterior } from "./conjugate.ts";
import { line, modelOf, posteriorOf, sites, train } from "./model.ts";

// Planted: elements numbered from nought, which a product with a factor cannot tell apart.
test("the centre, the numbers of conjugate elements, and a step along each column", () => {
  const points = pointsOf(posterior, groupsOf(posterior));
  expect([...points.centre].map(([name, values]) => [name, Array.from(values)])).toEqual([
    ["v", [1]],
    ["w", [0.7]],
    ["q", [1, 1]],
    ["rate", [1]],
    ["p", [1, 1, 1, 1, 1, 1]],
    ["a", [-1]],
  ]);
  expect(Array.from(points.numbered.get("p") ?? [])).toEqual([1, 2, 3, 4, 5, 6]);
  expect(points.groups.map(({ columns, scale }) => [columns.length, scale])).toEqual([
    [1, { shape: 3.5, scale: 2.5 }],
    [1, null],
  ]);
  expect(points.groups[0]?.columns[0]?.get("w")?.[0]).toBeCloseTo(1, 14);
});

test("a gaussian is one group of all sites", () => {
  const model = modelOf(line);
  const bound = train(model, { x: [[1, 2]], y: [1] });
  const gaussian = posteriorOf(model, bound, {
    kind: "gaussian",
    mean: Float64Array.of(1, 2, 3),
    covariance: new Float64Array(9),
  });
  expect(groupsOf(gaussian).map(({ sites: names }) => names)).toEqual([["w", "b"]]);
  expect(closedFormOf(gaussian).families.map(({ kind }) => kind)).toEqual(["normal"]);
  expect(closedFormOf(posterior).parameters).toBe(approximation.parameters);
  const point = posteriorOf(model, bound, { kind: "point", values: sites({ w: [1, 2], b: [0] }) });
  expect(() => groupsOf(point)).toThrow(Bug);
});
