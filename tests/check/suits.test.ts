import { describe, expect, test } from "vitest";
import { codesOf, networkProgram, onlyMistake, program } from "./programs.ts";

const prior = (text: string) => program({ prior: `w: real[D] ~ normal(0, 10)  b ~ normal(0, 10)  ${text}` });
const observed = (type: string, likelihood: string) =>
  program({
    data: `data { x: real[N, D]  y: ${type}[N] }`,
    prior: "w: real[D] ~ normal(0, 1)",
    likelihood,
  });

describe("a latent's type is its prior's support", () => {
  test("positive ~ normal(0, 1)", () => {
    const mistake = onlyMistake(prior("s: positive ~ normal(0, 1)"));
    expect(mistake.help).toBe("write half_normal(1), or truncated(normal(0, 1), low = 0)");
    expect(mistake.edits.map(({ text }) => text)).toEqual(["half_normal(1)"]);
    const [edit] = onlyMistake(prior("s: positive ~ normal(3, 1)")).edits;
    expect(edit?.text).toBe("truncated(normal(3, 1), low = 0)");
    expect(codesOf(prior(`s: positive ~ ${edit?.text ?? ""}`))).toEqual([]);
  });

  // Planted: the first argument taken for the centre of every distribution.
  test.each([
    ["student_t(3, 0, 2)", "half_student_t(3, 2)"],
    ["student_t(loc = 0, df = 3, scale = 2)", "half_student_t(df = 3, scale = 2)"],
    ["cauchy(0, 5)", "half_cauchy(5)"],
  ])("positive ~ %s is half of it", (written, half) => {
    const mistake = onlyMistake(prior(`s: positive ~ ${written}`));
    expect(mistake.edits.map(({ text }) => text)).toEqual([half]);
    expect(codesOf(prior(`s: positive ~ ${half}`))).toEqual([]);
  });

  test("a type left out, or another one", () => {
    expect(onlyMistake(prior("s ~ half_normal(1)")).edits.map(({ text }) => text)).toEqual([": positive"]);
    expect(onlyMistake(prior("s: real ~ half_normal(1)")).edits.map(({ text }) => text)).toEqual([
      "positive",
    ]);
    expect(onlyMistake(prior("s: unit ~ normal(0, 1)")).help).toContain("sigmoid(s)");
  });

  test("weights are real", () => {
    const text = networkProgram({
      prior: "f.weight ~ half_normal(1)  f.bias ~ normal(0, 1)  s: positive ~ half_normal(1)",
    });
    expect(codesOf(text)).toEqual(["H0402"]);
  });
});

describe("a response lies where its distribution has values", () => {
  test.each([
    ["real", "y ~ normal(x @ w, 1)", []],
    ["positive", "y ~ normal(x @ w, 1)", []],
    ["bool", "y ~ bernoulli(logits = x @ w)", []],
    ["count", "y ~ poisson(log_rate = x @ w)", []],
    ["bool", "y ~ poisson(log_rate = x @ w)", []],
    ["count", "y ~ normal(x @ w, 1)", ["H0403"]],
    ["bool", "y ~ normal(x @ w, 1)", ["H0403"]],
    ["real", "y ~ poisson(log_rate = x @ w)", ["H0403"]],
    ["Class", "y ~ normal(x @ w, 1)", ["H0403"]],
    ["Class", "y ~ bernoulli(logits = x @ w)", ["H0403"]],
    ["real", "y ~ categorical(logits = x @ w)", ["H0403"]],
    ["int", "y ~ poisson(log_rate = x @ w)", ["H0412"]],
    ["count", "y ~ bernoulli(logits = x @ w)", ["H0412"]],
    ["real", "y ~ half_normal(exp(x @ w))", ["H0412"]],
  ])("%s: %s", (type, likelihood, codes) => expect(codesOf(observed(type, likelihood))).toEqual(codes));

  test("the help names what would fit", () => {
    expect(onlyMistake(observed("count", "y ~ normal(x @ w, 1)")).help).toContain("poisson(log_rate = …)");
    expect(onlyMistake(observed("Class", "y ~ normal(x @ w, 1)")).help).toContain("categorical(logits = …)");
    expect(onlyMistake(observed("real", "y ~ poisson(log_rate = x @ w)")).help).toContain("y: count[N]");
    expect(
      onlyMistake(observed("real", "y ~ half_normal(exp(x @ w))")).edits.map(({ text }) => text),
    ).toEqual(["positive"]);
  });
});
