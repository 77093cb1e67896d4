import { describe, expect, test } from "vitest";
import { onlyMistake, program } from "./programs.ts";

describe("dimensions that what is drawn lacks", () => {
  test("a latent without a type is offered them", () => {
    const prior = "w: real[D] ~ normal(0, 10)  b ~ normal(w, 10)  s: positive ~ half_normal(1)";
    const mistake = onlyMistake(program({ prior }));
    expect(mistake.code).toBe("H0302");
    expect(mistake.edits.map(({ text }) => text)).toEqual([": real[D]"]);
  });

  test("of a product are summed by @", () => {
    const { code, help } = onlyMistake(program({ likelihood: "y ~ normal(x * w + b, s)" }));
    expect(code).toBe("H0302");
    expect(help).toBe("write x @ w, which also sums over D");
  });
});
