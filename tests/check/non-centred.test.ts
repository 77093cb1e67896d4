import { describe, expect, test } from "vitest";
import { referencesOf } from "../../src/check/non-centred.ts";
import { accepted, latent, onlyMistake, program, type Parts, underlined } from "./programs.ts";

const schools: Parts = {
  data: "data { school: School[N]  x: real[N]  y: real[N]  k: real }",
  prior: "",
  likelihood: "y ~ normal(t[school], 1)",
  infer: "infer vi",
};
const text = (prior: string, more: Parts = {}): string =>
  program({ ...schools, prior: `mu ~ normal(0, 1)  tau: positive ~ half_normal(1)  ${prior}`, ...more });

test("the word is taken off: distribution, type and place stay", () => {
  for (const written of ["non_centred(normal(mu + k, tau))", "(non_centred((normal(mu, tau))))"]) {
    const found = latent(accepted(text(`t: real[School] ~ ${written}`)), "t");
    expect(found.nonCentred).toBe(true);
    expect(found.distribution.distribution.name).toBe("normal");
  }
  const plain = latent(accepted(text("t: real[School] ~ normal(0, 1)", {})), "t");
  expect(plain).not.toHaveProperty("nonCentred");
});

test("a network's weights may have it", () => {
  const checked = accepted(
    text("t: real[School] ~ normal(0, 1)  f.weight ~ non_centred(normal(0, tau))  f.bias ~ normal(0, 1)", {
      network: "network f: real -> real { dense(3, tanh)  dense }",
      likelihood: "y ~ normal(t[school] + f(x), 1)",
    }),
  );
  expect(latent(checked, "f.layer1.weight").nonCentred ?? latent(checked, "f.out.weight").nonCentred).toBe(
    true,
  );
});

describe("what it cannot be", () => {
  test.each([
    ["t: unit[School] ~ non_centred(beta(1, 1))", "beta(1, 1)"],
    ["t: ordered[School] ~ non_centred(normal(mu, tau))", "non_centred"],
    ["t: real[School] ~ mixture(0.5: non_centred(normal(mu, 1)), 0.5: normal(0, 1))", "non_centred"],
    ["t: real[School] ~ non_centred()", "non_centred"],
    ["t: real[School] ~ non_centred(d = normal(0, 1))", "d = normal(0, 1)"],
    ["t: real[School] ~ non_centred(normal(lag(t over School, 1, start = 0), tau))", "non_centred"],
  ])("%s", (prior, at) => {
    expect(underlined(onlyMistake(text(prior)))).toBe(at);
  });

  test("a response, and data of the rows, through a quantity too", () => {
    expect(
      onlyMistake(
        text("t: real[School] ~ normal(0, 1)", { likelihood: "y ~ non_centred(normal(t[school], 1))" }),
      ).title,
    ).toBe("non_centred is for latents");
    const rows = onlyMistake(
      text("line = mu * x  e: real[N] ~ non_centred(normal(line, tau))", { likelihood: "y ~ normal(e, 1)" }),
    );
    expect(underlined(rows)).toBe("x");
    expect(rows.title).toBe("non_centred cannot look at x, which has a value for each row");
  });
});

test("references go through the quantities that they are made of, each once", () => {
  const checked = accepted(
    text("half = tau / 2  quarter = half / 2  t: real[School] ~ normal(mu, half + quarter)"),
  );
  const names = referencesOf(checked, latent(checked, "t")).flatMap((expr) =>
    expr.kind === "reference" ? [expr.name] : [],
  );
  expect(new Set(names)).toEqual(new Set(["mu", "half", "quarter", "tau"]));
});
