import { expect, test } from "vitest";
import { clusterOf } from "../../../src/report/diagnostics/clusters.ts";

const draws = 1000;
const spread = Float64Array.from({ length: draws }, (_, i) => ((i * 377) % draws) / draws);
const other = Float64Array.from({ length: draws }, (_, i) => ((i * 613) % draws) / draws);
const scalars = [
  { name: "mu", shape: [], values: spread },
  { name: "tau", shape: [], values: other },
];

// Planted and seen red: the sides exchanged, no count of how many positions there are.
test("positions that lie low in one quantity are a cluster there", () => {
  const low = Float64Array.from({ length: 20 }, (_, i) => 0.002 * i);
  const anywhere = Float64Array.from({ length: 20 }, (_, i) => 0.025 + 0.05 * i);
  const found = clusterOf(
    scalars,
    new Map([
      ["mu", anywhere],
      ["tau", low],
    ]),
    20,
  );
  expect(found).toMatchObject({ name: "tau", element: 0, side: "small", median: 0.02 });
  expect(found?.below).toBeCloseTo(0.02, 2);
  const high = low.map((value) => 1 - value);
  expect(
    clusterOf(
      scalars,
      new Map([
        ["mu", anywhere],
        ["tau", high],
      ]),
      20,
    )?.side,
  ).toBe("large");
  expect(
    clusterOf(
      scalars,
      new Map([
        ["mu", anywhere],
        ["tau", anywhere],
      ]),
      20,
    ),
  ).toBeNull();
});

test("a few positions show no side, and an element is told by its place", () => {
  const low = new Float64Array(4).fill(0.01);
  expect(clusterOf(scalars, new Map([["tau", low]]), 4)).toBeNull();
  const pairs = Float64Array.from(
    { length: 2 * draws },
    (_, i) => (i % 2 === 0 ? spread : other)[i >> 1] ?? 0,
  );
  const away = Float64Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? i / 20 : 0.99));
  const found = clusterOf([{ name: "theta", shape: [2], values: pairs }], new Map([["theta", away]]), 10);
  expect(found).toMatchObject({ name: "theta", element: 1, side: "large" });
});
