import { describe, expect, test } from "vitest";
import { bandOver } from "../src/pipeline-band.ts";
import { fit, type Posterior } from "../src/pipeline.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const text = `model Price
data {
  x: real[N, D] from size, age standardized
  y: real[N] from price
}
prior { w: real[D] ~ normal(0, 10)  b ~ normal(0, 10) }
likelihood { y ~ normal(x @ w + b, 0.5) }
infer exact
`;

// Age goes with size, and takes from the price what size adds to it.
const rows = Array.from({ length: 40 }, (_, i) => ({
  size: i / 4,
  age: i / 8 + (i % 3),
  colour: i % 4 === 0 ? "red" : "blue",
  price: 3 + i / 4 - 2 * (i / 8 + (i % 3)) + 0.5 * Math.sin(i),
}));
const data = await source(rows);
const posterior: Posterior = value(await fit(compiled(text), [data]));

describe("a band over a column", () => {
  test("goes over the column's range, in the data's units, with its rows as points", async () => {
    const band = value(await bandOver(posterior, data, { over: "size", points: 30 }));
    expect([band.x[0], band.x.at(-1), band.x.length]).toEqual([0, 9.75, 30]);
    expect([band.title, band.xLabel, band.yLabel]).toEqual(["Price: price by size", "size", "price"]);
    expect(band.points).toHaveLength(40);
  });

  test("nests: the mean inside the epistemic band inside the total one", async () => {
    const { mean, epistemic, total } = value(await bandOver(posterior, data, { over: "size" }));
    mean.forEach((at, i) => {
      const inside = [total.low[i], epistemic.low[i], at, epistemic.high[i], total.high[i]].map(Number);
      expect(inside).toEqual(inside.toSorted((a, b) => a - b));
    });
  });

  test("a higher level is a wider band", async () => {
    const width = async (level: number) => {
      const { total } = value(await bandOver(posterior, data, { over: "size", level, points: 5 }));
      return (total.high[2] ?? 0) - (total.low[2] ?? 0);
    };
    expect(await width(0.99)).toBeGreaterThan(1.3 * (await width(0.9)));
  });

  // Planted fault: the other columns held at their means over all rows, which tears age from size.
  test("other columns go along with this one", async () => {
    const { mean, x } = value(await bandOver(posterior, data, { over: "size" }));
    const observed = (at: number) =>
      rows.filter((row) => Math.abs(row.size - at) < 1.5).map((row) => row.price);
    for (const i of [15, 40, 65]) {
      const near = observed(x[i] ?? 0);
      const average = near.reduce((sum, price) => sum + price, 0) / near.length;
      expect(Math.abs((mean[i] ?? 0) - average)).toBeLessThan(0.6);
    }
  });

  test("needs a table and a column of numbers that the model reads", async () => {
    for (const over of ["sise", "colour", "price"]) {
      const outcome = await bandOver(posterior, data, { over });
      expect(outcome).toMatchObject({ ok: false, diagnostics: [{ code: "H0815" }] });
    }
    const arrays = await source({ size: [1, 2], age: [1, 2], price: [1, 2] });
    expect(await bandOver(posterior, arrays, { over: "size" })).toMatchObject({
      ok: false,
      diagnostics: [{ code: "H0802" }],
    });
  });
});
