import { expect, test } from "vitest";
import { findEmptyWindows } from "../../src/data/windows.ts";
import { accepted, networkProgram } from "../check/programs.ts";

const program = accepted(
  networkProgram({
    data: "data { x: real[N, Row, Column]  y: real[N] }",
    network: "network f: real[Row, Column] -> real { conv(4, 3)  max_pool(2)  conv(5, 2)  flatten  dense }",
  }),
);
const sizes = (Row: number, Column: number) => new Map(Object.entries({ Row, Column }));

// Planted: 0 windows let through.
test("an image too small for the windows is told with the layer", () => {
  expect(findEmptyWindows(program, sizes(6, 6))).toBeNull();
  const late = findEmptyWindows(program, sizes(9, 5));
  expect([late?.code, late?.title]).toEqual([
    "H0639",
    "f.layer2 slides a window of 2 along max_pool.Column, which is 1 long",
  ]);
  expect(findEmptyWindows(program, sizes(2, 9))?.title).toContain("f.layer1 slides a window of 3 along Row");
});
