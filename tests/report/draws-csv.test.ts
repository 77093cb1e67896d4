import { expect, test } from "vitest";
import { drawsCsv } from "../../src/report/draws-csv.ts";

test("a row a draw, a column an element, numbers to the last digit", () => {
  const values = new Map([
    ["mu", { shape: [], values: Float64Array.of(0.1, 1 / 3, 3, 4) }],
    ["z", { shape: [], values: Float64Array.of(0, 1, 1, 0) }],
    ["w", { shape: [2, 2], values: Float64Array.from({ length: 16 }, (_, i) => i) }],
  ]);
  expect(
    drawsCsv({ chains: 2, draws: 2, values, labels: new Map([["z", ["calm", "so, so"]]]) }).split("\n"),
  ).toEqual([
    'chain,draw,mu,z,"w[1,1]","w[1,2]","w[2,1]","w[2,2]"',
    "1,1,0.1,calm,0,1,2,3",
    '1,2,0.3333333333333333,"so, so",4,5,6,7',
    '2,1,3,"so, so",8,9,10,11',
    "2,2,4,calm,12,13,14,15",
    "",
  ]);
});
