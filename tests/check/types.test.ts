import { describe, expect, test } from "vitest";
import { printType } from "../../src/shape/print.ts";
import { accepted, codesOf, onlyMistake, program } from "./programs.ts";

const data = (type: string) => program({ data: `data { x: real[N, D]  y: real[N]  z: ${type} }` });
const typeOf = (type: string) => {
  const variable = accepted(data(type)).tables[0]?.variables[2];
  return variable && printType(variable.type);
};

describe("types", () => {
  test.each([
    "real[N]",
    "positive[N, D]",
    "unit[N]",
    "int[N]",
    "count[N]",
    "bool[N]",
    "interval(-1, 2)[N]",
    "School[N]",
    "simplex[N, D]",
    "ordered[N]",
    "ordered positive[N]",
    "covariance[D]",
    "correlation[N, D]",
    "real[D, D']",
  ])("%s", (type) => expect(typeOf(type)).toBe(type));

  test("a size written as a number is a dimension of its own", () => {
    expect(typeOf("real[N, 3]")).toBe("real[N, 3]");
    const { dimensions } = accepted(program({ data: "data { x: real[N, D]  y: real[N]  z: real[3, 3] }" }));
    expect(dimensions.slice(2).map(({ id, size, origin }) => [id, size, origin])).toEqual([
      ["#1", 3, "anonymous"],
      ["#2", 3, "anonymous"],
    ]);
  });

  test.each([
    ["real[N, N]", "H0314"],
    ["real[0]", "H0315"],
    ["real[2.5]", "H0315"],
    ["interval(2, 1)[N]", "H0311"],
    ["interval(2)[N]", "H0311"],
    ["interval[N]", "H0311"],
    ["real(2)[N]", "H0311"],
    ["simplex", "H0311"],
    ["covariance", "H0311"],
    ["covariance[D, D']", "H0311"],
    ["covariance[D, D]", "H0314"],
    ["simplex[D, D]", "H0314"],
    ["ordered real[N]", "H0311"],
    ["ordered unit[N]", "H0311"],
    ["float[N]", "H0202"],
    ["Real[N]", "H0202"],
    ["integer[N]", "H0202"],
    ["rela[N]", "H0202"],
  ])("%s: %s", (type, code) => expect(codesOf(data(type))).toEqual([code]));

  test("a matrix over K has the dimensions K and K', its prime being one wherever it is named", () => {
    const found = accepted(
      program({ data: "data { x: real[N, D]  y: real[N]  z: covariance[D]  q: real[D'] }" }),
    );
    const [, , z, q] = found.tables[0]?.variables ?? [];
    expect(z?.type.dimensions.map(({ name }) => name)).toEqual(["D", "D'"]);
    expect(z?.type.dimensions[1]).toBe(q?.type.dimensions[0]);
    expect(q?.type.dimensions[0]?.twin).toBe(z?.type.dimensions[0]);
  });

  test("a lower-case category is one where its dimension is used", () => {
    expect(
      codesOf(program({ data: "data { x: real[N, D]  y: real[N]  z: school[N]  q: real[school] }" })),
    ).not.toContain("H0202");
  });

  test("outside of data a dimension must be known", () => {
    const prior = "w: real[DD] ~ normal(0, 1)  b ~ normal(0, 1)  s: positive ~ half_normal(1)";
    expect(onlyMistake(program({ prior })).help).toBe("did you mean D?");
    const none = program({ prior: prior.replace("DD", "Elsewhere") });
    expect(onlyMistake(none).notes[0]).toContain("the dimensions here are N, D");
  });
});
