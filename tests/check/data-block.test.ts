import { describe, expect, test } from "vitest";
import { accepted, codesOf, onlyMistake, program, underlined } from "./programs.ts";

const withData = (items: string) => program({ data: `data "a.csv" { x: real[N, D]  y: real[N]  ${items} }` });

describe("the data block", () => {
  test("introduces dimensions in the order of their mention", () => {
    const checked = accepted(program({ data: "data { x: real[N, D]  y: real[N]  s2: School[Visit, N] }" }));
    expect(checked.dimensions.map(({ id, origin, size }) => [id, origin, size])).toEqual([
      ["N", "data", null],
      ["D", "data", null],
      ["School", "data", null],
      ["Visit", "data", null],
    ]);
  });

  test("keeps columns, standardizing, the policy, and which variables are responses", () => {
    const text = program({
      data: 'data "a.csv" { x: real[N, D] from a, "b c".."d" standardized  y: real[N]  missing = drop }',
    });
    const [table] = accepted(text).tables;
    expect(table?.sources).toEqual(["a.csv"]);
    expect(table?.missing).toBe("drop");
    const [x, y] = table?.variables ?? [];
    expect(x?.columns.map(({ first, last }) => [first, last])).toEqual([
      ["a", null],
      ["b c", "d"],
    ]);
    expect([x?.standardized, x?.response, y?.response]).toEqual([true, false, true]);
  });

  test("only reals can be standardized", () => {
    expect(onlyMistake(withData("z: count[N] standardized")).code).toBe("H0313");
    const positive = onlyMistake(withData("z: positive[N] standardized"));
    expect(positive.edits.map(({ text }) => text)).toEqual(["real"]);
  });

  test("one column is one column", () => {
    expect(underlined(onlyMistake(withData("z: real[N] from a..c")))).toBe("a..c");
    expect(codesOf(withData("z: real[N] from a, b"))).toContain("H0312");
  });

  test("an unknown policy, or two", () => {
    expect(codesOf(withData("missing = skip"))).toContain("H0202");
    expect(codesOf(withData("missing = drop  missing = drop"))).toContain("H0205");
  });

  test("may hold single numbers, and have several sources", () => {
    const text = program({
      data: 'data "a", "b" { x: real[N, D]  y: real[N]  n: count }',
      likelihood: "y ~ normal(x @ w + n * b, s)",
    });
    expect(accepted(text).tables[0]?.sources).toEqual(["a", "b"]);
    expect(underlined(onlyMistake(withData("n: real from a, b")))).toBe("a");
  });
});
