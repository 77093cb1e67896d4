import { expect, test } from "vitest";
import { checkText, codesOf, networkProgram, program } from "./programs.ts";

test("what is never used is a warning, and the program stands", () => {
  const text = networkProgram({
    data: "data { x: real[N, D]  y: real[N]  age: real[N] }",
    prior:
      "f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)  s: positive ~ half_normal(1)  idle ~ normal(0, 1)  kept = s ^ 2",
    likelihood: "local = s + 1  y ~ normal(x @ mean(x over N), s)",
  });
  const { program: checked, diagnostics } = checkText(text);
  expect(checked).not.toBeNull();
  expect(diagnostics.map(({ level, title }) => `${level}: ${title}`)).toEqual([
    "warning: the data variable age is never used",
    "warning: the network f is never used",
    "warning: the latent idle is never used",
    "warning: the quantity local is never used",
  ]);
});

test("a use among mistakes may be hidden, so errors come without these warnings", () => {
  expect(codesOf(program({ likelihood: "y ~ normal(nowhere, s)" }))).toEqual(["H0201"]);
});

// Planted: no end to the warnings.
test("ten are told and the rest counted", () => {
  const idle = Array.from({ length: 25 }, (_, i) => `idle${i} ~ normal(0, 1)`).join("  ");
  const { diagnostics } = checkText(
    program({ prior: `w: real[D] ~ normal(0, 1)  b ~ normal(0, 1)  s: positive ~ half_normal(1)  ${idle}` }),
  );
  expect(diagnostics).toHaveLength(10);
  expect(diagnostics.flatMap(({ notes }) => notes)).toEqual(["and 15 more that are never used"]);
});
