import { describe, expect, test } from "vitest";
import { needsAllRows, rowsComeApart } from "../../src/check/all-rows.ts";
import { accepted, program } from "./programs.ts";

describe("what needs all rows", () => {
  test("nothing in a regression", () => expect(needsAllRows(accepted(program()))).toBeNull());

  test("a reduction over rows, wherever it stands", () => {
    const inside = program({ likelihood: "m = exp(1 + mean(x over N)) @ w  y ~ normal(m + b, s)" });
    expect(needsAllRows(accepted(inside))?.what).toBe("it reduces over N");
    const other = program({ likelihood: "y ~ normal(sum(x * w over D) + b, s)" });
    expect(needsAllRows(accepted(other))).toBeNull();
  });

  test("a latent with a value for each row", () => {
    const effects = program({
      prior: "b: real[N] ~ normal(0, 1)  w: real[D] ~ normal(0, 1)  s: positive ~ half_normal(1)",
    });
    expect(needsAllRows(accepted(effects))?.what).toBe("b has a value for each N");
  });
});

test("rows come apart unless one looks at others, or latents are theirs", () => {
  expect(rowsComeApart(accepted(program()))).toBe(true);
  expect(rowsComeApart(accepted(program({ likelihood: "y ~ normal(mean(x over N) @ w + b, s)" })))).toBe(
    false,
  );
  const own = "w: real[D] ~ normal(0, 1)  b: real[N] ~ normal(0, 1)  s: positive ~ half_normal(1)";
  expect(rowsComeApart(accepted(program({ prior: own })))).toBe(false);
});
