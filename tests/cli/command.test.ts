import { expect, test } from "vitest";
import { failed } from "../../src/cli/command.ts";
import { diagnose } from "../../src/diagnostic/diagnostic.ts";

test("a failure holds its diagnostics, in order", () => {
  const [a, b] = [diagnose("H0510", {}, { at: null }), diagnose("H0635", { fitted: false }, { at: null })];
  expect(failed(a, b)).toEqual({ kind: "failed", diagnostics: [a, b] });
});
