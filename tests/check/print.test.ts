import { describe, expect, test } from "vitest";
import { printChecked } from "../../src/check/print.ts";
import { accepted, networkProgram } from "./programs.ts";

describe("a checked program is printed", () => {
  const printed = printChecked(
    accepted(networkProgram({ dim: "dim K = { red, green }", infer: "infer map { steps = 9 }" })),
  );

  test("with every name, type and place", () => {
    expect(printed.split("\n")).toEqual(
      expect.arrayContaining([
        "model M, rows N",
        "  K: declared, 2 { red, green }",
        "  N: data, known when data is bound",
        "  f.hidden: layer, 5",
        '  x: real[N, D] from "a", "b" standardized  @3:19',
        "  hidden: dense, tanh [D] -> [hidden]; weight: real[D, hidden], bias: real[hidden]  @4:30",
        "  f.out.weight: real[hidden] ~ normal(mean = 0: nonnegative, sd = (1 / sqrt(size(f.hidden))): positive)  @5:9",
        "  y: real[N] ~ normal(mean = f(x): real[N], sd = s: positive)  @6:14",
        "  steps = 9  @7:13",
        "  batch = left to the method",
      ]),
    );
  });

  test("places are lines and columns, without a file", () => expect(printed).not.toContain("test.hunch"));
});
