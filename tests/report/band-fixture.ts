/** A line from 0 to 10 with an epistemic half-width of 1 and a total one of 2, and three points. */

import type { Band } from "../../src/report/band.ts";

const x = Array.from({ length: 11 }, (_, i) => i);

export const band: Band = {
  title: "speed & <distance>",
  x,
  xLabel: "distance",
  yLabel: "speed",
  mean: x,
  epistemic: { low: x.map((v) => v - 1), high: x.map((v) => v + 1) },
  total: { low: x.map((v) => v - 2), high: x.map((v) => v + 2) },
  level: 0.9,
  points: [
    { x: 0, y: 0.5 },
    { x: 5, y: 14 },
    { x: 10, y: 9 },
  ],
};
