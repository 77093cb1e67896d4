import { expect, test } from "vitest";
import { calibrationJson, comparisonJson, simulationJson } from "../../src/study/json.ts";

const drawsOf = (name: string, values: readonly number[]) => {
  const own = { shape: [], values: Float64Array.from(values) };
  return { chains: 1, draws: values.length, values: new Map([[name, own]]), labels: new Map() };
};

// Planted: places for labels; red here.
test("a simulation has its labels by name", () => {
  const labels = new Map([["kind", ["red", "blue"]]]);
  const found = simulationJson({ latents: drawsOf("a", [1, 2]), responses: drawsOf("kind", [1, 0]), labels });
  expect(found).toEqual({
    draws: 2,
    chains: 1,
    latents: { a: [[1, 2]] },
    responses: { kind: [["blue", "red"]] },
  });
});

// Planted: a replicate that failed overlooked; red here.
test("a calibration is good where every p is, and every replicate was fitted", () => {
  const quantities = new Map([["a", { shape: [2], ranks: [[3, 4]], p: [0.5, 0.02] }]]);
  const calibration = { replicates: 1, draws: 9, quantities, limit: 0.01, failed: 0, complete: true };
  expect(calibrationJson(calibration)).toMatchObject({
    ok: true,
    latents: { a: { ranks: [[3, 4]], p: [0.5, 0.02] } },
  });
  expect(calibrationJson({ ...calibration, failed: 1 }).ok).toBe(false);
  expect(calibrationJson({ ...calibration, limit: 0.03 }).ok).toBe(false);
});

test("a comparison has a line a block", () => {
  const found = comparisonJson({ splits: 2, onTraining: false, entries: [], complete: true });
  expect(found).toEqual({ splits: 2, on_training: false, entries: [] });
});
