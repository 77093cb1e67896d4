import { expect, test } from "vitest";
import { sourcesOf } from "../../src/data/blocks.ts";
import { accepted, program } from "../check/programs.ts";
import { value } from "../pipeline-models.ts";

const checked = accepted(
  program({
    data: `data { y: real[N]  school: School[N] }
data schools { school: School[School]  u: real[School] }`,
    prior: "t: real[School] ~ normal(u, 1)",
    likelihood: "y ~ normal(t[school], 1)",
  }),
);
const rows = { y: [1, 2], school: ["a", "a"] };
const shape = (data: unknown) =>
  value(sourcesOf(checked, data)).map((source) => [
    source.block,
    source.kind === "arrays" ? [...source.arrays.keys()] : source.headers,
  ]);

// Planted: a block's own table given to every block.
test("a table under a block's name is that block's own, as records or by columns", () => {
  const wanted = [
    [undefined, ["y", "school"]],
    ["schools", ["school", "u"]],
  ];
  expect(shape({ ...rows, schools: [{ school: "a", u: 3 }] })).toEqual(wanted);
  expect(shape({ ...rows, schools: { school: ["a"], u: Float64Array.of(3) } })).toEqual(wanted);
});

test("one block alone, and data without blocks", () => {
  expect(shape({ schools: [{ school: "a", u: 3 }] })).toEqual([["schools", ["school", "u"]]]);
  expect(shape(rows)).toEqual([[undefined, ["y", "school"]]]);
  // An array of numbers is a variable's value, whatever its name.
  expect(shape({ ...rows, schools: [1, 2] })).toEqual([[undefined, ["y", "school", "schools"]]]);
});

test("what is wrong with any of them is told, with its block", () => {
  const outcome = sourcesOf(checked, { y: () => 1, schools: [] });
  expect(outcome.ok).toBe(false);
  const inside = sourcesOf(checked, { ...rows, schools: { u: () => 1 } });
  expect(inside.ok ? "" : JSON.stringify(inside.diagnostics[0]?.primary)).toContain("schools");
});
