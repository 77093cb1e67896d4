import { describe, expect, test } from "vitest";
import { weightsOf } from "../../src/check/weights.ts";
import { accepted, codesOf, networkProgram, onlyMistake } from "./programs.ts";

const prior = (text: string) => networkProgram({ prior: `${text}  s: positive ~ half_normal(1)` });

describe("weights", () => {
  test("are named by network, layer and role", () => {
    const [network] = accepted(networkProgram()).networks;
    expect(network && weightsOf(network).map(({ name }) => name)).toEqual([
      "f.hidden.weight",
      "f.hidden.bias",
      "f.out.weight",
      "f.out.bias",
    ]);
  });

  test("those without a prior are listed in one mistake, with what to add", () => {
    const mistake = onlyMistake(prior("f.weight ~ normal(0, 1)"));
    expect([mistake.code, mistake.title]).toEqual(["H0404", "f.hidden.bias and f.out.bias have no prior"]);
    expect(mistake.help).toBe("add to prior: f.bias ~ normal(0, 1)");
    const one = onlyMistake(prior("f.bias ~ normal(0, 1)  f.hidden.weight ~ normal(0, 1)"));
    expect([one.title, one.help]).toEqual([
      "f.out.weight has no prior",
      "add to prior: f.out.weight ~ normal(0, 1 / sqrt(fan_in))",
    ]);
  });

  test("those with two are, too", () => {
    const mistake = onlyMistake(
      prior("f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)  f.hidden.weight ~ normal(0, 2)"),
    );
    expect([mistake.code, mistake.title]).toEqual(["H0405", "f.hidden.weight has two priors"]);
    expect(codesOf(prior("f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)  f.weight ~ normal(0, 2)"))).toEqual(
      ["H0405"],
    );
  });

  test.each([
    ["f.hiden.weight", "H0209", "did you mean hidden?"],
    ["f.hidden.wieght", "H0209", "did you mean weight?"],
    ["f.wieght", "H0209", "did you mean weight?"],
    ["f", "H0210", "write f.weight or f.bias"],
    ["f.hidden", "H0210", "write f.hidden.weight or f.hidden.bias"],
    ["g.weight", "H0201", "the networks here are f"],
  ])("%s", (target, code, help) => {
    const mistakes = prior(
      `${target} ~ normal(0, 1)  f.out.weight ~ normal(0, 1)  f.hidden.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)`,
    );
    const mistake = onlyMistake(mistakes);
    expect([mistake.code, mistake.help ?? mistake.notes[0]]).toEqual([code, help]);
  });
});
