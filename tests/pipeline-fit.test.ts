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

// Planted: the machine's memory for the one given; told when the run is over.
test("a fit that needs more memory than is free says so before it begins, and is done", async () => {
  const model = compiled(lineText);
  const bound = value(await bind(model, [await source(lineData)]));
  const infer = value(inferOf(model, "point"));
  const told: string[] = [];
  const foresee = ({ code }: { readonly code: string }) => void told.push(code);
  const report = () => void told.push("run");
  const little = await fitBound(model, bound, infer, { memory: 10, foresee, report });
  expect(told.slice(0, 2)).toEqual(["H0718", "run"]);
  expect(little).toMatchObject({ ok: true, warnings: [{ code: "H0718" }] });
  expect(await fitBound(model, bound, infer, { memory: 1e9 })).toMatchObject({ ok: true, warnings: [] });
});
