import { expect, test } from "vitest";
import { bind, fitBound } from "../src/pipeline-fit.ts";
import { inferOf } from "../src/pipeline-compile.ts";
import { compiled, lineData, lineText, source, value } from "./pipeline-models.ts";

test("data that have met the model are fitted as they are", async () => {
  const model = compiled(lineText);
  const bound = value(await bind(model, [await source(lineData)]));
  const infer = value(inferOf(model, "point"));
  const kept: string[] = [];
  const journal = { earlier: () => null, due: () => false, keep: (part: string) => void kept.push(part) };
  const { record } = value(await fitBound(model, bound, infer, { seed: 4, journal }));
  expect(record).toMatchObject({ infer: "point", seed: 4, rows: 4, complete: true });
  expect(kept).toEqual(["climb"]);
});

// Planted: the machine's memory for the one given.
test("a fit that needs more memory than is free says so, and is done", async () => {
  const model = compiled(lineText);
  const bound = value(await bind(model, [await source(lineData)]));
  const infer = value(inferOf(model, "point"));
  const little = await fitBound(model, bound, infer, { memory: 10 });
  expect(little).toMatchObject({ ok: true, warnings: [{ code: "H0718" }] });
  expect(await fitBound(model, bound, infer, { memory: 1e9 })).toMatchObject({ ok: true, warnings: [] });
});
