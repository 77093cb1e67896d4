import { describe, expect, test } from "vitest";
import { isSpan } from "../../src/diagnostic/source.ts";
import { modelOf } from "./programs.ts";

interface Parts {
  readonly prior: string;
  readonly likelihood: string;
  readonly network?: string;
  readonly data?: string;
}

function conjugacyOf({ prior, likelihood, network = "", data = "" }: Parts) {
  return modelOf(`model Test
dim K = 3
data "d.csv" { x: real[N, D]  y: real[N]  s: positive[N]  n: count[N]  group: K[N]  ${data} }
${network}
prior { ${prior} }
likelihood { ${likelihood} }
infer map
`).conjugacy;
}

const dense = "network f: real[D] -> real { dense }";
const weights = "f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)";

// Planted: a network of one layer with an activation let through; every index called a break.
describe("what is linear-Gaussian is found", () => {
  test.each<[string, Parts]>([
    [
      "a regression",
      { prior: "w: real[D] ~ normal(0, 1)  b ~ normal(0, 1)", likelihood: "y ~ normal(x @ w + b, 0.5)" },
    ],
    ["noise from data", { prior: "mu ~ normal(0, 1)", likelihood: "y ~ normal(mu, s)" }],
    [
      "noise of a constant quantity",
      { prior: "sigma: positive = 2 * 3  mu ~ normal(sigma, sigma)", likelihood: "y ~ normal(mu, sigma)" },
    ],
    [
      "means over deterministics",
      {
        prior: "a ~ normal(0, 1)  b ~ normal(0, 1)  both = (a - b) / 2",
        likelihood: "y ~ normal(2 * both - a, 1)",
      },
    ],
    [
      "latents looked up by label",
      { prior: "theta: real[K] ~ normal(0, 1)", likelihood: "y ~ normal(theta[group], 1)" },
    ],
    [
      "sums and means of latents",
      { prior: "w: real[D] ~ normal(0, 1)", likelihood: "y ~ normal(sum(w over D) + mean(w over D), 1)" },
    ],
    [
      "branches chosen by data",
      { prior: "a ~ normal(0, 1)  b ~ normal(0, 1)", likelihood: "y ~ normal(where(s > 1, a, b), 1)" },
    ],
    [
      "a network that is one dense layer",
      { network: dense, prior: weights, likelihood: "y ~ normal(f(x), 1)" },
    ],
    [
      "a network whose only weights come behind curves of data",
      {
        network: "network f: real[D] -> real { layer_norm  flatten  dense(identity) }",
        prior: weights,
        likelihood: "y ~ normal(f(x), 1)",
      },
    ],
    [
      "a network that looks labels up",
      {
        network: "network f: K -> real { embedding }",
        prior: "f.weight ~ normal(0, 1)",
        likelihood: "y ~ normal(f(group), 1)",
      },
    ],
    ["curves of data", { prior: "w ~ normal(0, 1)", likelihood: "y ~ normal(w * exp(s) / s ^ 2, 1)" }],
    [
      "several responses",
      { data: "z: real[N]", prior: "a ~ normal(0, 1)", likelihood: "y ~ normal(a, 1)  z ~ normal(3 * a, 2)" },
    ],
    [
      "a hierarchy with known scales",
      {
        prior: "mu ~ normal(0, 1)  theta: real[K] ~ normal(2 * mu, 1)",
        likelihood: "y ~ normal(theta[group], 1)",
      },
    ],
    ["local quantities", { prior: "a ~ normal(0, 1)", likelihood: "m = a * s  y ~ normal(m + m, 1)" }],
  ])("%s", (_, parts) => expect(conjugacyOf(parts)).toEqual({ kind: "linear_gaussian" }));
});

// Planted: the whole mean underlined instead of its part; priors looked at before the likelihood.
describe("what breaks it is underlined", () => {
  test.each<[string, string, string, Parts]>([
    [
      "noise",
      "the noise of y is not known",
      "noise is a latent",
      { prior: "mu ~ normal(0, 1)  noise: positive ~ half_normal(1)", likelihood: "y ~ normal(mu, noise)" },
    ],
    [
      "exp(a) + 1",
      "the noise of y is not known",
      "this depends on a",
      { prior: "a ~ normal(0, 1)", likelihood: "y ~ normal(a, exp(a) + 1)" },
    ],
    [
      "a * b",
      "the mean of y is not linear in the latents",
      "latents are multiplied: a by b",
      { prior: "a ~ normal(0, 1)  b ~ normal(0, 1)", likelihood: "y ~ normal(2 + a * b, 1)" },
    ],
    [
      "tanh(a * s)",
      "the mean of y is not linear in the latents",
      "tanh of a is not linear in it",
      { prior: "a ~ normal(0, 1)", likelihood: "y ~ normal(s * tanh(a * s), 1)" },
    ],
    [
      "a ^ 2",
      "the mean of y is not linear in the latents",
      "a power of a is not linear in it",
      { prior: "a ~ normal(0, 1)", likelihood: "y ~ normal(a ^ 2, 1)" },
    ],
    [
      "a",
      "the mean of y is not linear in the latents",
      "a divisor of a is not linear in it",
      { prior: "a ~ normal(0, 1)", likelihood: "y ~ normal(s / a, 1)" },
    ],
    [
      "abs(a)",
      "the mean of y is not linear in the latents",
      "abs of a is not linear in it",
      { prior: "a ~ normal(0, 1)  size = abs(a)", likelihood: "y ~ normal(size, 1)" },
    ],
    [
      "max(w over D)",
      "the mean of y is not linear in the latents",
      "max of w is not linear in it",
      { prior: "w: real[D] ~ normal(0, 1)", likelihood: "y ~ normal(max(w over D), 1)" },
    ],
    [
      "a > 0",
      "the mean of y is not linear in the latents",
      "a comparison of a is not linear in it",
      { prior: "a ~ normal(0, 1)", likelihood: "y ~ normal(where(a > 0, a, 0), 1)" },
    ],
    [
      "w @ w",
      "the mean of y is not linear in the latents",
      "latents are multiplied: w by w",
      { prior: "w: real[D] ~ normal(0, 1)", likelihood: "y ~ normal(w @ w, 1)" },
    ],
    [
      "hidden",
      "the mean of y is not linear in the latents",
      "tanh is not linear in the weights of f",
      {
        network: "network f: real[D] -> real { hidden: dense(4, tanh)  dense }",
        prior: weights,
        likelihood: "y ~ normal(f(x), 1)",
      },
    ],
    [
      "dense",
      "the mean of y is not linear in the latents",
      "the weights of two layers are multiplied",
      {
        network: "network f: real[D] -> real { dense(4)  dense }",
        prior: weights,
        likelihood: "y ~ normal(f(x), 1)",
      },
    ],
    [
      "f(x * a)",
      "the mean of y is not linear in the latents",
      "the weights of f multiply a",
      { network: dense, prior: `${weights}  a ~ normal(0, 1)`, likelihood: "y ~ normal(f(x * a), 1)" },
    ],
    [
      "poisson(exp(a))",
      "n is not normal",
      "poisson, not normal",
      { prior: "a ~ normal(0, 1)", likelihood: "n ~ poisson(exp(a))" },
    ],
    [
      "half_normal(1)",
      "the prior of a is not normal",
      "half_normal, not normal",
      { prior: "a: positive ~ half_normal(1)", likelihood: "y ~ normal(a * s, 1)" },
    ],
    [
      "mu ^ 2",
      "the prior mean of theta is not linear in the latents",
      "a power of mu is not linear in it",
      {
        prior: "mu ~ normal(0, 1)  theta: real[K] ~ normal(mu ^ 2, 1)",
        likelihood: "y ~ normal(theta[group], 1)",
      },
    ],
    [
      "10",
      "the scale of w does not share v",
      "this stays what it is whatever v is",
      {
        prior: "v: positive ~ inverse_gamma(2, 1)  w ~ normal(0, 10)",
        likelihood: "y ~ normal(w * s, sqrt(v))",
      },
    ],
    [
      "0.5",
      "the noise of y does not share v",
      "this stays what it is whatever v is",
      {
        prior: "v: positive ~ inverse_gamma(2, 1)  w ~ normal(0, sqrt(v))",
        likelihood: "y ~ normal(w * s, 0.5)",
      },
    ],
    [
      "sqrt(u)",
      "the scale of b does not share v",
      "this goes with u",
      {
        prior:
          "v: positive ~ inverse_gamma(2, 1)  u: positive ~ inverse_gamma(2, 1)  w ~ normal(0, sqrt(v))  b ~ normal(w, sqrt(u))",
        likelihood: "y ~ normal(w * s + b, sqrt(v))",
      },
    ],
    [
      "v",
      "the noise of y is not known",
      "this is v itself, and inverse_gamma is the conjugate prior of a variance",
      {
        prior: "v: positive ~ inverse_gamma(2, 1)  w ~ normal(0, sqrt(v))",
        likelihood: "y ~ normal(w * s, v)",
      },
    ],
    [
      "sqrt(v)",
      "v is not one number",
      "v has a value for each K",
      {
        prior: "v: positive[K] ~ inverse_gamma(2, 1)  w: real[K] ~ normal(0, sqrt(v))",
        likelihood: "y ~ normal(w[group], 1)",
      },
    ],
    [
      "poisson(t)",
      "t has two parts to play",
      "t is drawn on here",
      {
        prior: "t: positive ~ gamma(2, 1)  w ~ normal(0, 1 / sqrt(t))",
        likelihood: "y ~ normal(w, 1 / sqrt(t))  n ~ poisson(t)",
      },
    ],
    [
      "lognormal(0, 1)",
      "the prior of r does not meet poisson",
      "lognormal, not gamma",
      { prior: "r: positive ~ lognormal(0, 1)", likelihood: "n ~ poisson(r * s)" },
    ],
    [
      "r + 1",
      "the rate of n is not one latent",
      "a sum or a curve of r",
      { prior: "r: positive ~ gamma(1, 1)", likelihood: "n ~ poisson(r + 1)" },
    ],
    [
      "q * 0.5",
      "the p of n is not one latent",
      "something known stands beside the latent",
      { prior: "q: unit ~ beta(1, 1)", likelihood: "n ~ binomial(9, q * 0.5)" },
    ],
    [
      "r",
      "the prior rate of l is not known",
      "r is a latent",
      { prior: "r: positive ~ gamma(1, 1)  l: positive ~ gamma(2, r)", likelihood: "n ~ poisson(l)" },
    ],
    [
      "a",
      "the shape of t is not known",
      "a is a latent",
      {
        data: "t: positive[N]",
        prior: "a: positive ~ gamma(1, 1)  l: positive ~ gamma(1, 1)",
        likelihood: "t ~ gamma(a, l)",
      },
    ],
    [
      "cauchy(m, 1)",
      "y is not normal",
      "cauchy, not normal",
      { prior: "m ~ normal(0, 1)", likelihood: "y ~ cauchy(m, 1)" },
    ],
    [
      "exp(t)",
      "the prior standard deviation of theta is not known",
      "this depends on t",
      {
        prior: "t ~ normal(0, 1)  theta: real[K] ~ normal(0, exp(t))",
        likelihood: "y ~ normal(theta[group], 1)",
      },
    ],
  ])("%s: %s", (underlined, what, text, parts) => {
    const found = conjugacyOf(parts);
    const why = found.kind === "none" ? found.why : null;
    const place = why?.primary ?? null;
    const written = place !== null && isSpan(place) ? place.source.text.slice(place.start, place.end) : "";
    expect([written, why?.title, why?.primaryText]).toEqual([
      underlined,
      `exact needs a model with a closed form, and ${what}`,
      text,
    ]);
    expect(why?.notes).toHaveLength(1);
    expect(why?.help).toContain("`infer vi`");
  });
});

test("a latent that is to blame is shown where it is drawn", () => {
  const found = conjugacyOf({
    prior: "mu ~ normal(0, 1)  noise: positive ~ half_normal(1)",
    likelihood: "y ~ normal(mu, noise)",
  });
  const labels = found.kind === "none" ? found.why.labels : [];
  expect(labels.map(({ span, text }) => [span.source.text.slice(span.start, span.end), text])).toEqual([
    ["noise: positive ~ half_normal(1)", "noise is drawn here"],
  ]);
});

// Planted: a known response counted as normal, whatever it is.
describe("families that share nothing", () => {
  test.each<[string, readonly unknown[], Parts]>([
    [
      "a variance that weights and noise share",
      [["normal", ["w", "b"], "v", ["y"]]],
      {
        prior: "v: positive ~ inverse_gamma(2, 1)  w ~ normal(0, 3 * sqrt(v))  b ~ normal(w, sqrt(v / 2))",
        likelihood: "y ~ normal(w * s + b, s * sqrt(v))",
      },
    ],
    [
      "a precision, and a response of a known mean with it",
      [["normal", ["w"], "t", ["y", "z"]]],
      {
        data: "z: real[N]",
        prior: "t: positive ~ gamma(2, 1)  w ~ normal(0, 1 / sqrt(t))",
        likelihood: "y ~ normal(w, t ^ -0.5)  z ~ normal(0, 2 / sqrt(t))",
      },
    ],
    [
      "pairs, normals and what is known",
      [
        ["normal", ["a"], null, ["y"]],
        ["elementwise", ["q", "r"], null, ["n", "m"]],
        ["known", [], null, ["k"]],
      ],
      {
        data: "m: count[N]  k: count[N]",
        prior: "a ~ normal(0, 1)  q: unit[K] ~ beta(1, 1)  r: positive ~ gamma(1, 1)",
        likelihood: "y ~ normal(a, 1)  n ~ binomial(9, q[group])  m ~ poisson(r * s)  k ~ poisson(s)",
      },
    ],
    [
      "normals beside a count of which all is known",
      [
        ["normal", ["a"], null, ["y"]],
        ["known", [], null, ["n"]],
      ],
      { prior: "a ~ normal(0, 1)", likelihood: "y ~ normal(a, 1)  n ~ poisson(s)" },
    ],
    [
      "a variance by itself, one for each label",
      [["elementwise", ["v"], null, ["y"]]],
      { prior: "v: positive[K] ~ inverse_gamma(2, 1)", likelihood: "y ~ normal(1, sqrt(v[group]))" },
    ],
  ])("%s", (_, wanted, parts) => {
    const found = conjugacyOf(parts);
    const families = found.kind === "conjugate" ? found.families : [];
    expect(
      families.map((family) => [
        family.kind,
        family.kind === "known" ? [] : family.sites,
        family.kind === "normal" ? family.scale : null,
        family.responses,
      ]),
    ).toEqual(wanted);
  });
});
