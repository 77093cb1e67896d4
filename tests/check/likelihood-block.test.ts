import { describe, expect, test } from "vitest";
import { accepted, codesOf, onlyMistake, program } from "./programs.ts";

const likelihood = (text: string) => program({ likelihood: text });

describe("the likelihood", () => {
  test("observes data", () => {
    const [observation] = accepted(program()).likelihood;
    expect(observation?.kind === "observation" && observation.response.name).toBe("y");
    expect(onlyMistake(likelihood("y ~ normal(x @ w, s)  b ~ normal(0, 1)")).code).toBe("H0408");
    expect(onlyMistake(likelihood("y ~ normal(x @ w + b, s)  yy ~ normal(0, 1)")).help).toBe(
      "did you mean y?",
    );
  });

  test("each response once", () => {
    expect(codesOf(likelihood("y ~ normal(x @ w, s)  y ~ normal(b, s)"))).toEqual(["H0409"]);
  });

  test("at least one", () => expect(codesOf(likelihood("m = x @ w + b * s"))).toEqual(["H0411"]));

  test("whose type data declares, not the likelihood", () => {
    expect(codesOf(likelihood("y: real[N] ~ normal(x @ w + b, s)"))).toEqual(["H0205"]);
  });

  test("the arguments are checked where the response is unknown", () => {
    expect(codesOf(likelihood("yy ~ normal(nowhere, s)"))).toEqual(["H0201", "H0201"]);
  });
});
