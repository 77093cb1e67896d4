import { describe, expect, test } from "vitest";
import { compileText } from "../src/pipeline-compile.ts";
import { lineText } from "./pipeline-models.ts";

function options(set: readonly string[], infer: string | null = null) {
  const outcome = compileText({ name: "test.hunch", text: lineText }, { set, infer });
  return outcome.ok
    ? outcome.value.program.infers.map((block) => block.options)
    : outcome.diagnostics.map(({ code, title }) => `${code} ${title}`);
}

describe("settings", () => {
  test("take the place of what stands in the first block, or in the one that is named", () => {
    expect(options(["steps=7"])).toMatchObject([{ steps: 7, elbo_samples: 10 }, { steps: 50 }]);
    expect(options(["steps=1_000"], "point")).toMatchObject([{ steps: 200 }, { steps: 1000 }]);
  });

  test("may be anything an option may be, several of them", () => {
    expect(options(["optimizer=sgd(0.5)", "samples = 3"])).toMatchObject([
      { optimizer: { choice: "sgd", arguments: { rate: 0.5 } }, samples: 3 },
      {},
    ]);
  });

  test("are checked as if they stood there", () => {
    expect(options(["stesp=7"])[0]).toContain("H0502");
    expect(options(["steps=0"])[0]).toContain("H0504");
    expect(options(["steps=fast"])[0]).toMatch(/H050\d/);
  });

  test("must be settings", () => {
    for (const text of ["steps", "=7", "steps=", "steps=7 } infer map {", ""]) {
      expect(options([text])[0], text).toContain("H0804");
    }
    expect(options([], "pont")[0]).toContain("H0511");
  });
});
