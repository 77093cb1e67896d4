import { expect, test } from "vitest";
import { shapeIn, sitePlaces } from "../../src/posterior/sites.ts";
import { line, modelOf, posteriorOf, sites, train } from "./model.ts";

test("sites stand end to end in the order of their declaration", () => {
  const model = modelOf(line);
  const bound = train(model, { x: [[1, 2]], y: [1] });
  const posterior = posteriorOf(model, bound, { kind: "point", values: sites({ w: [1, 2], b: [3] }) });
  expect(sitePlaces(posterior)).toEqual([
    { name: "w", shape: [2], free: [2], start: 0, count: 2 },
    { name: "b", shape: [], free: [], start: 2, count: 1 },
  ]);
  expect(() => shapeIn(new Map(), model.sites[0]?.dimensions ?? [])).toThrow("D");
});
