import { expect, test } from "vitest";
import { onlyMistake, program } from "./programs.ts";

const scale = (text: string) => onlyMistake(program({ likelihood: `y ~ normal(x @ w + b * s, ${text})` }));

test("the help fits the case", () => {
  expect(scale("b ^ 2").help).toBe("add something positive, since it may be 0: b ^ 2 + 0.001");
  expect(scale("b * s").help).toBe("write softplus(b * s) or exp(b * s)");
  expect(scale("0").help).toBe("write a number above 0");
  expect(scale("y").help).toBe("declare `y: positive[N]` in data, or write softplus(y)");
});

test("another parameterisation is offered", () => {
  const text = program({
    data: "data { x: real[N, D]  y: bool[N] }",
    prior: "w: real[D] ~ normal(0, 1)",
    likelihood: "y ~ bernoulli(x @ w)",
  });
  expect(onlyMistake(text).help).toBe("write bernoulli(logits = x @ w), or sigmoid(x @ w)");
});
