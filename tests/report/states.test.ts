import { expect, test } from "vitest";
import { statesTable } from "../../src/report/states.ts";

test("a line for each value: its expected share, and how many places are sure of it", () => {
  const p = [
    [0.95, 0.05],
    [0.4, 0.6],
  ];
  const lines = statesTable({ z: { values: ["calm", "wild"], p } }, { colour: false, columns: 100 });
  expect(lines.map((line) => line.trimEnd())).toEqual([
    "discrete  share  p > 0.9",
    "z = calm  0.675   1 of 2",
    "z = wild  0.325   0 of 2",
  ]);
  expect(statesTable({}, { colour: false, columns: 100 })).toEqual([]);
});
