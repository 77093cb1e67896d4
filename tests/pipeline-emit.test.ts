import { describe, expect, test } from "vitest";
import { emitModel, emitPrograms } from "../src/pipeline-emit.ts";
import { bind, inferOf, modelStages, programStages } from "../src/pipeline.ts";
import { compiled, exactText, lineData, lineText, source, value } from "./pipeline-models.ts";

const sizes = { sizes: new Map([["N", 4]]) };

describe("stages", () => {
  test.each(modelStages)(
    "%s has neither undefined nor objects in it, and places are line:column",
    (stage) => {
      const text = emitModel(compiled(lineText), stage);
      expect(text).not.toMatch(/undefined|\[object|NaN/);
      expect(text).not.toContain("test.hunch");
      if (stage !== "model") expect(text).toMatch(/@4:14/);
    },
  );

  test.each(programStages)("%s is there for every infer block of every method", async (stage) => {
    for (const text of [lineText, exactText]) {
      const model = compiled(text);
      for (const { name } of model.program.infers) {
        const emitted = value(emitPrograms(model, stage, value(inferOf(model, name)), sizes));
        expect(emitted.kind === "text" ? emitted.text.length : emitted.bytes.length).toBeGreaterThan(100);
        if (emitted.kind === "bytes") expect(WebAssembly.validate(Uint8Array.from(emitted.bytes))).toBe(true);
      }
    }
  });

  test("sizes by hand and sizes from data give the same program", async () => {
    const model = compiled(lineText);
    const infer = value(inferOf(model, null));
    const bound = value(await bind(model, [await source(lineData)]));
    expect(emitPrograms(model, "graph", infer, { bound })).toEqual(
      emitPrograms(model, "graph", infer, sizes),
    );
    expect(emitPrograms(model, "graph", infer, { sizes: new Map() })).toMatchObject({
      ok: false,
      diagnostics: [{ code: "H0814", help: "give data, or --size N=100" }],
    });
  });

  test("the lowered step of a network names its weights", () => {
    const network = compiled(`model W
    data { x: real[N, D]  y: real[N] }
    network f: real[D] -> real { hidden: dense(7, tanh)  dense }
    prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
    likelihood { y ~ normal(f(x), 1) }
    infer vi`);
    const known = {
      sizes: new Map([
        ["N", 11],
        ["D", 3],
      ]),
    };
    const emitted = value(emitPrograms(network, "lowered", value(inferOf(network, null)), known));
    if (emitted.kind !== "text") throw new Error("lowered is text");
    for (const tensor of ["f.hidden.weight", "f.hidden.bias", "f.out.weight", "f.out.bias"]) {
      expect(emitted.text).toContain(tensor);
    }
  });
});
