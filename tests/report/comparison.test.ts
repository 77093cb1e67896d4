import { expect, test } from "vitest";
import { comparisonText, type EntryView } from "../../src/report/comparison.ts";

const plain = { colour: false, columns: 80 };
const entry = (infer: string, rest: Partial<EntryView> = {}): EntryView => ({
  infer,
  method: infer,
  failed: [],
  scores: {
    rows: { mean: 4, se: 0 },
    rmse: { mean: 0.5, se: 0.01 },
    coverage: { "0.5": { mean: 0.4, se: 0.1 } },
  },
  seconds: { fit: 1.25, predict: 0.5 },
  storedBytes: 2400,
  relativeToMap: { fit: 2 },
  fromNuts: new Map([["y", { wasserstein: { mean: 0.02, se: 0.001 } }]]),
  ...rest,
});

test("a line a block, with errors, costs and distances", () => {
  const lost = entry("vi", { failed: [{ title: "it broke" }] });
  const text = comparisonText({ entries: [entry("map"), lost], splits: 5, onTraining: false }, plain);
  const [over, , header = "", line = ""] = text.split("\n");
  expect(over).toBe("means over 5 splits ± their standard errors");
  expect(header.split(/ {2,}/)).toEqual([
    "infer",
    "rmse",
    "fit s",
    "predict s",
    "× map",
    "kB",
    "W₁ from nuts",
  ]);
  expect(line.split(/ {2,}/)).toEqual(
    ["map", "0.5 ± 0.01", "1.2", "0.5", "2", "2.4", "0.02 ± 0.001"].map((each) =>
      each === "1.2" ? (expect.stringMatching(/^1\.[23]5?$/) as string) : each,
    ),
  );
  expect(text).toContain("vi: it broke");
});

test("several responses by name; what was scored is said", () => {
  const two = entry("map", {
    scores: {
      rows: { mean: 4, se: null },
      responses: { y: { rmse: { mean: 1, se: null } }, z: { accuracy: { mean: 0.9, se: null } } },
    },
    relativeToMap: null,
    fromNuts: null,
  });
  const text = comparisonText({ entries: [two], splits: 1, onTraining: true }, plain);
  expect(text).toContain("scored on the rows that were learned from");
  expect(text).toMatch(/infer +y rmse +z accuracy +fit s +predict s +kB/);
});
