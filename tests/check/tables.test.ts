import { describe, expect, test } from "vitest";
import { isKey, keyedDimensions, repeatedNames } from "../../src/check/tables.ts";
import { parse } from "../../src/syntax/parse.ts";
import { accepted, codesOf, onlyMistake, program, underlined } from "./programs.ts";

const main = "data { y: real[N]  school: School[N] }";
const model = {
  prior: "t: real[School] ~ normal(0, 1)",
  likelihood: "y ~ normal(t[school] + u[school], 1)",
};
const withTables = (...blocks: readonly string[]) => program({ ...model, data: blocks.join("  ") });

describe("several tables", () => {
  test("a key may be called as the column that it meets, and is no value then", () => {
    for (const blocks of [
      [main, "data schools { school: School[School]  u: real[School] }"],
      ["data schools { school: School[School]  u: real[School] }", main],
    ]) {
      const { tables } = accepted(withTables(...blocks));
      const schools = tables.find(({ name }) => name === "schools");
      if (schools === undefined) throw new Error("a table");
      expect(schools.variables.map(({ name }) => name)).toEqual(["schools.school", "u"]);
      expect(schools.variables[0]?.columns[0]?.first).toBe("school");
      expect(schools.variables.map(isKey)).toEqual([true, false]);
      expect(keyedDimensions(schools).map(({ name }) => name)).toEqual(["School"]);
    }
  });

  test("values by label need the labels beside them, or declared", () => {
    const lost = withTables(main, "data schools { u: real[School] }");
    expect(onlyMistake(lost).code).toBe("H0318");
    expect(underlined(onlyMistake(lost))).toBe("u: real[School]");
    expect(
      codesOf(program({ ...model, dim: "dim School = 1..8", data: `${main} data s { u: real[School] }` })),
    ).toEqual([]);
    expect(
      codesOf(
        program({
          data: "data { y: real[School] }",
          prior: "t: real[School] ~ normal(0, 1)",
          likelihood: "y ~ normal(t, 1)",
        }),
      ),
    ).toEqual([]);
  });

  test("are named apart", () => {
    const text = withTables(main, "data { a: School[School]  u: real[School] }");
    expect(onlyMistake(text).title).toBe("the data block without a name is declared twice");
  });

  test("names that stand in several blocks", () => {
    const { syntax } = parse({
      name: "t",
      text: "model M data a { x: real[N] z = x } data b { z: real[M] }",
    });
    const blocks = syntax?.blocks.flatMap((block) => (block.kind === "data" ? [block] : [])) ?? [];
    expect([...repeatedNames(blocks)]).toEqual(["z"]);
  });
});
