import { expect, test } from "vitest";
import { textTable } from "../../src/report/text-table.ts";

test("words stand to the left, numbers to the right, whatever their alphabet", () => {
  const columns = [
    { title: "latent", align: "left" },
    { title: "mean", align: "right" },
  ] as const;
  const rows = [
    ["σ", "0.5"],
    ["intercept", "-12.25"],
  ];
  expect(textTable(columns, rows, { colour: false, columns: 80 })).toEqual([
    "latent       mean",
    "σ             0.5",
    "intercept  -12.25",
  ]);
});
