import { expect, test } from "vitest";
import { layoutOf, pack, unpack } from "../../../src/inference/kernel/layout.ts";
import { taskOf } from "../fixture.ts";
import { randomLine } from "../line.ts";

test("latents lie side by side in the order of the sites", () => {
  const { text, x, y } = randomLine(1, 4, 3);
  const { model, bound } = taskOf(text("map"), { x, y });
  const layout = layoutOf(model, bound.facts.sizes);
  expect(layout.size).toBe(4);
  expect(layout.places.map(({ name, shape, offset, size }) => [name, shape, offset, size])).toEqual([
    ["w", [3], 0, 3],
    ["b", [], 3, 1],
  ]);
  const flat = Float64Array.of(1, 2, 3, 4);
  const values = unpack(layout, flat);
  expect(values.get("w")).toEqual(Float64Array.of(1, 2, 3));
  expect(pack(layout, values)).toEqual(flat);
});
