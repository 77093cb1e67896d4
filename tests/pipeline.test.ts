import { describe, expect, test } from "vitest";
import { createInterpreter } from "../src/backend/interpreter/runtime.ts";
import { bind, fit, readSources } from "../src/pipeline.ts";
import { compiled, exactText, lineData, lineText, source, value } from "./pipeline-models.ts";

describe("the driver", () => {
  test("fits the first infer block, or the one that is named, and records how", async () => {
    const data = [await source(lineData)];
    const first = value(await fit(compiled(lineText), data));
    expect(first.record).toMatchObject({
      infer: "vi",
      method: "vi",
      seed: 1,
      rows: 4,
      dropped: 0,
      complete: true,
    });
    expect(first.record.seconds.fit).toBeGreaterThan(0);
    expect(first.record.seconds.compile).toBeGreaterThan(0);
    const second = value(await fit(compiled(lineText), data, { infer: "point", seed: 9 }));
    expect(second.record).toMatchObject({ infer: "point", method: "map", seed: 9 });
    expect(await fit(compiled(lineText), data, { infer: "none" })).toMatchObject({
      ok: false,
      diagnostics: [{ code: "H0511" }],
    });
  });

  test("the same seed gives the same posterior, another one another", async () => {
    const data = [await source(lineData)];
    const slope = async (seed: number) => {
      const { approximation } = value(await fit(compiled(lineText), data, { seed }));
      return approximation.kind === "mean_field" ? approximation.mean.get("slope") : null;
    };
    expect(await slope(1)).toEqual(await slope(1));
    expect(await slope(1)).not.toEqual(await slope(2));
  });

  // Planted fault: the response left undivided by the noise while the design is divided.
  test("the exact posterior is the closed form, on either backend", async () => {
    // Λ = 1/10² + Σ x²/0.5², μ = Σ x y / 0.5² / Λ
    const { x, y } = lineData;
    const precision = 1 / 100 + x.reduce((sum, value) => sum + value ** 2, 0) / 0.25;
    const mean = x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0) / 0.25 / precision;
    for (const options of [{}, { runtime: createInterpreter() }]) {
      const { approximation } = value(await fit(compiled(exactText), [await source(lineData)], options));
      if (approximation.kind !== "gaussian") throw new Error("exact gives a gaussian");
      expect(approximation.mean[0]).toBeCloseTo(mean, 10);
      expect(approximation.covariance[0]).toBeCloseTo(1 / precision, 10);
    }
  });

  test("stopped before it begins, a fit gives what there is", async () => {
    const options = { signal: AbortSignal.abort() };
    const { record } = value(await fit(compiled(lineText), [await source(lineData)], options));
    expect(record.complete).toBe(false);
  });

  test("without an infer block there is nothing to run", async () => {
    const text = lineText.slice(0, lineText.indexOf("infer"));
    expect(await fit(compiled(text), [await source(lineData)])).toMatchObject({
      ok: false,
      diagnostics: [{ code: "H0510" }],
    });
  });

  test("every file that cannot be read is told, and a map that makes no sense", async () => {
    const outcome = await readSources(["/no/such.csv", "/nor/this.json"]);
    expect(outcome).toMatchObject({ ok: false, diagnostics: [{ code: "H0601" }, { code: "H0601" }] });
    const bound = await bind(compiled(lineText), [await source(lineData)], ["x"]);
    expect(bound).toMatchObject({ ok: false, diagnostics: [{ code: "H0636" }] });
  });
});
