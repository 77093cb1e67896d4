import { describe, expect, test } from "vitest";
import { printType } from "../../src/shape/print.ts";
import { accepted, codesOf, onlyMistake, program, underlined } from "./programs.ts";

const mean = (expression: string) => program({ likelihood: `y ~ normal(x @ w + b + ${expression}, s)` });
/** The type of a quantity of the likelihood. */
function typeOf(expression: string): string {
  const [statement] = accepted(
    program({ likelihood: `q = ${expression}  y ~ normal(x @ w + b + q, s)` }),
  ).likelihood;
  return statement?.kind === "deterministic" ? printType(statement.type) : "none";
}

describe("lag and cumsum", () => {
  test("keep the dimensions; supports pass through them and their starts", () => {
    expect(typeOf("lag(y over N, 1)")).toBe("real[N]");
    expect(typeOf("lag(exp(y) over N, 2)")).toBe("positive[N]");
    expect(typeOf("lag(exp(y) over N, 2, start = s)")).toBe("positive[N]");
    expect(typeOf("lag(exp(y) over N, 2, start = b)")).toBe("real[N]");
    expect(typeOf("cumsum(sigmoid(y) over N)")).toBe("positive[N]");
  });

  test("look back by a whole number of rows, at least one", () => {
    for (const rows of ["-1", "0", "1.5", "b"]) {
      const mistake = onlyMistake(mean(`lag(y over N, ${rows})`));
      expect([mistake.code, underlined(mistake)]).toEqual(["H0304", rows]);
    }
    expect(codesOf(mean("lag(y over N, 1 + 1)"))).toEqual([]);
  });

  test("want a dimension, and nothing more than they know", () => {
    for (const call of [
      "lag(y, 1)",
      "lag(y over N)",
      "lag(y over N, rows = 1)",
      "lag(y over N, 1, b)",
      "lag(y over N, 1, first = b)",
      "cumsum(y)",
      "cumsum(y over N, 1)",
    ]) {
      expect([call, codesOf(mean(call))]).toEqual([call, ["H0304"]]);
    }
  });

  test("of a value without the dimension are a mistake", () => {
    const mistake = onlyMistake(mean("lag(b over N, 1)"));
    expect([mistake.code, underlined(mistake)]).toEqual(["H0317", "N"]);
    expect(codesOf(mean("cumsum(b over N)"))).toEqual(["H0317"]);
  });

  test("a start has no row of its own", () => {
    const mistake = onlyMistake(mean("lag(y over N, 1, start = y)"));
    expect([mistake.code, underlined(mistake)]).toEqual(["H0302", "y"]);
  });
});
