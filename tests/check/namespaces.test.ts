/** Distributions and functions, dimensions, and values are three namespaces: a name of one is free in the others. */

import { describe, expect, test } from "vitest";
import { codesOf } from "./programs.ts";

const names =
  "beta gamma log exp normal N School sum mean sd flat horseshoe non_centred where lag real positive dense relu vi map truncated mixture fan_in lkj".split(
    " ",
  );

// Planted: no horseshoe recognised.
describe.each(names)("%s", (name) => {
  test("is a latent, and still what it was", () => {
    expect(
      codesOf(`model M
data { y: real[N]  school: School[N] }
prior {
  ${name} ~ normal(0, 1)
  t: real[School] ~ normal(${name}, exp(log(2)))
  b: unit ~ beta(1, 1)
  g: positive ~ gamma(2, 1)
  h: real[School] ~ horseshoe(1)
  c: real[School] ~ non_centred(normal(${name}, 1))
}
likelihood { y ~ normal(t[school] + ${name} + b + c[school] + h[school] + sum(c over School), g) }
infer map`),
    ).toEqual([]);
  });

  test("is data and a definition", () => {
    expect(
      codesOf(`model M
data { ${name}: real[T]  x: real[T]  z = log(exp(${name})) - mean(x over T) }
prior { w ~ normal(0, 1)  s: positive ~ gamma(2, 1) }
likelihood { x ~ normal(w * exp(z), s) }
infer map`),
    ).toEqual([]);
    expect(
      codesOf(`model M
data { y: real[T]  x: real[T]  ${name} = log(exp(x)) - mean(x over T) }
prior { w ~ normal(0, 1)  s: positive ~ gamma(2, 1) }
likelihood { y ~ normal(w * ${name}, s) }
infer map`),
    ).toEqual([]);
  });

  test("is a network", () => {
    expect(
      codesOf(`model M
data { y: real[T]  x: real[T] }
network ${name}: real -> real { dense(3, relu)  dense }
prior { ${name}.weight ~ normal(0, 1)  ${name}.bias ~ normal(0, 1)  s: positive ~ gamma(2, 1) }
likelihood { y ~ normal(${name}(x), s) }
infer map`),
    ).toEqual([]);
  });

  test("is a label", () => {
    expect(
      codesOf(`model M
dim K = { ${name}, other }
data { y: real[T]  k: K[T] }
prior { t: real[K] ~ normal(0, 1)  s: positive ~ gamma(2, 1) }
likelihood { y ~ normal(t[k] + t[${name}], s) }
infer map`),
    ).toEqual([]);
  });
});

test.each(names.filter((name) => name !== "real" && name !== "positive"))("%s is a dimension", (name) => {
  expect(
    codesOf(`model M
dim ${name} = { a, other }
data { y: real[T]  k: ${name}[T] }
prior { t: real[${name}] ~ normal(0, 1)  s: positive ~ gamma(2, 1) }
likelihood { y ~ normal(t[k] + sum(exp(t) over ${name}), s) }
infer map`),
  ).toEqual([]);
});

test("in an index a value comes before a label of its name", () => {
  expect(
    codesOf(`model M
dim K = { beta, other }
data { y: real[T]  beta: K[T] }
prior { t: real[K] ~ normal(0, 1)  s: positive ~ gamma(2, 1) }
likelihood { y ~ normal(t[beta], s) }
infer map`),
  ).toEqual([]);
});
