import { describe, expect, test } from "vitest";
import { printType } from "../../src/shape/print.ts";
import { accepted, codesOf, program } from "./programs.ts";

const withPrior = (prior: string, dim = "dim Level = { low, high }") =>
  program({
    dim,
    data: "data { y: real[N]  level: Level[N]  colour: Colour[N] }",
    prior,
    likelihood: "y ~ normal(a[level] + c[colour], 1)",
  });
const both = "c: real[Colour] ~ normal(0, 1)";

describe("what labels decide", () => {
  test("a label that only the data knows is a constant, declared once however often it is used", () => {
    const { constants } = accepted(
      withPrior(
        `a: real[Level] ~ normal(0, 1)  ${both}  d = c[red] - c["dark blue"]  e = c[red]  f = a[low]`,
      ),
    );
    expect(constants.map(({ name, type }) => [name, printType(type)])).toEqual([
      ['Colour."red"', "Colour"],
      ['Colour."dark blue"', "Colour"],
    ]);
  });

  test("numbers by label take their dimension, and are positive where all are", () => {
    const { constants } = accepted(
      withPrior(
        "a: real[Level] ~ normal({ high: 1, low: -2 }, { low: 1, high: 2 })  c: real[Colour] ~ normal({ red: 1 }, 1)",
      ),
    );
    expect(constants.map(({ type }) => printType(type))).toEqual([
      "real[Level]",
      "positive[Level]",
      "positive[Colour]",
    ]);
    expect(constants[0]?.entries).toEqual([
      { label: "high", value: 1 },
      { label: "low", value: -2 },
    ]);
  });

  // Planted and seen red: all the dimensions of the left side taken alike.
  test("of rows of shares over a second name, they are the shares'", () => {
    const { constants } = accepted(
      withPrior(
        `share: simplex[Level, Next] ~ dirichlet({ low: 2, high: 3 })  a: real[Level] ~ normal(0, 1)  ${both}`,
        "dim Level = { low, high }  dim Next = Level",
      ),
    );
    expect(constants.map(({ type }) => printType(type))).toEqual(["positive[Next]"]);
  });

  test("where two dimensions have the labels, the name on the left decides", () => {
    const dims = "dim Level = { low, high }  dim Price = { low, high }";
    const text = (type: string) =>
      withPrior(
        `p${type} ~ normal(0, 1)  a: real[Level] ~ normal({ low: 1, high: 2 }, 1)  ${both}  q${type} = { low: 1, high: 2 }`,
        dims,
      );
    const { constants } = accepted(text(": real[Price]"));
    expect(constants.map(({ dimension }) => dimension.name)).toEqual(["Level", "Price"]);
    expect(
      codesOf(withPrior(`a: real[Level] ~ normal(0, 1)  ${both}  q = { low: 1, high: 2 }`, dims)),
    ).toEqual(["H0319"]);
  });

  // Planted: the sum not asked for; the labels of the left side left out.
  test("shares that sum to 1 are probabilities of the label on the left, of whatever other name", () => {
    const chain = (initial: string) =>
      program({
        dim: "dim State = { calm, wild }  dim Next = State",
        data: "data { y: real[T] }",
        prior: `P: simplex[State, Next] ~ dirichlet(1)  z: State[T] ~ markov(P, initial = ${initial})`,
        likelihood: "y ~ normal(z == wild, 1)",
      });
    expect(
      accepted(chain("{ wild: 0.1, calm: 0.9 }")).constants.map(({ dimension }) => dimension.name),
    ).toEqual(["State"]);
    expect(codesOf(chain("{ wild: 0, calm: 1 }"))).toEqual([]);
    expect(codesOf(chain("{ wild: 0.2, calm: 0.9 }"))).toEqual(["H0401"]);
    expect(codesOf(chain("{ wild: -0.1, calm: 1.1 }"))).toEqual(["H0401"]);
  });

  test.each([
    ["{ low: 1 }", "H0319"],
    ["{ low: 1, low: 2 }", "H0205"],
    ["{ low: y, high: 2 }", "H0304"],
  ])("%s is %s", (constant, code) => {
    expect(codesOf(withPrior(`a: real[Level] ~ normal(${constant}, 1)  ${both}`))).toContain(code);
  });
});
