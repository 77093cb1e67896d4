/** What is allowed and seldom meant. */

import { describe, expect, test } from "vitest";
import { compileText } from "../../src/pipeline-compile.ts";

function warnings(text: string): readonly string[] {
  const compiled = compileText({ name: "a.hunch", text: `model M\n${text}` });
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ title }) => title).join("; "));
  return compiled.warnings.map(({ code, edits }) => [code, ...edits.map((edit) => edit.text)].join(" "));
}

describe("a variance as a scale", () => {
  const named = (name: string, use = name) =>
    warnings(`data { y: real[N] }
      prior { ${name}: positive ~ half_normal(1) }
      likelihood { y ~ normal(0, ${use}) }`);

  test.each(["var", "noise_var", "variance", "sigma2", "σ2", "tau_sq", "yVariance"])("%s", (name) =>
    expect(named(name)).toEqual([`H0480 sqrt(${name})`]),
  );
  test.each(["noise", "sigma", "vary", "x2", "variable"])("not %s", (name) =>
    expect(named(name)).toEqual([]),
  );
  test("nor its root", () => expect(named("sigma2", "sqrt(sigma2)")).toEqual([]));
});

describe("a prior scale in other units", () => {
  const scaled = (scale: number, x: string, y: string) =>
    warnings(`data { x: real[N] ${x}  y: real[N] ${y} }
      prior { b ~ normal(0, ${scale}) }
      likelihood { y ~ normal(b * x, 1) }`);

  test("a thousand where all data are standardized", () => {
    expect(scaled(1000, "standardized", "standardized")).toEqual(["H0481"]);
    expect(scaled(10, "standardized", "standardized")).toEqual([]);
  });
  test("not where a column keeps its units", () => {
    expect(scaled(1000, "", "standardized")).toEqual([]);
    expect(scaled(1000, "standardized", "")).toEqual([]);
  });
});

test("a network's input as it stands in the file", () => {
  const fed = (x: string, z = "") =>
    warnings(`data { x: real[N, D] from a..b ${x}  y: real[N] ${z} }
      network f: real[D] -> real { dense }
      prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
      likelihood { y ~ normal(f(${z === "" ? "x" : "z"}), 1) }`);
  expect(fed("")).toEqual(["H0482  standardized"]);
  expect(fed("standardized")).toEqual([]);
  expect(fed("", "z = x / 255")).toEqual([]);
});
