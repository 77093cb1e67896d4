import { describe, expect, test } from "vitest";
import { bindNew, bindTraining } from "../../src/data/bind.ts";
import { alignByKeys, isKeyed } from "../../src/data/keys.ts";
import type { DataSource } from "../../src/data/columns.ts";
import { readData } from "../../src/data/read.ts";
import { accepted, program } from "../check/programs.ts";
import { value } from "../pipeline-models.ts";

const checked = accepted(
  program({
    data: `data { y: real[N]  school: School[N] }
data schools { school: School[School]  u: real[School]  v: real[School, D] from a, b  twice = 2 * u }`,
    prior: "w: real[D] ~ normal(0, 1)  t: real[School] ~ normal(v @ w + twice, 1)",
    likelihood: "y ~ normal(t[school], 1)",
  }),
);
const csv = async (text: string, block?: string): Promise<DataSource> => {
  const source = value(await readData("t.csv", text));
  return block === undefined ? source : { ...source, block };
};
const pupils = () => csv('school,y\n"b, é",1\na,2\n');
const schools = () => csv('school,u,a,b\nz,3,30,31\n"b, é",2,20,21\na,1,10,11\n', "schools");

describe("rows that carry labels", () => {
  // Planted: the file's order kept.
  test("come in the order of the labels, of all tables together", async () => {
    const bound = value(bindTraining(checked, [await pupils(), await schools()]));
    expect(bound.facts.labels.get("School")).toEqual(["a", "b, é", "z"]);
    const numbers = (name: string) => [...(bound.arrays.get(name)?.values ?? [])];
    expect(numbers("u")).toEqual([1, 2, 3]);
    expect(numbers("v")).toEqual([10, 11, 20, 21, 30, 31]);
    expect(numbers("twice")).toEqual([2, 4, 6]);
    expect(numbers("school")).toEqual([1, 0]);
    expect(numbers("schools.school")).toEqual([0, 1, 2]);
  });

  test("are training's when rows alone are new", async () => {
    const { facts } = value(bindTraining(checked, [await pupils(), await schools()]));
    const bound = value(bindNew(checked, facts, [await csv("school,u\nz,77\n")], { response: "optional" }));
    expect([...(bound.arrays.get("u")?.values ?? [])]).toEqual([1, 2, 3]);
    expect([...(bound.arrays.get("school")?.values ?? [])]).toEqual([2]);
  });

  test.each([
    ["school,u,a,b\na,1,1,1\n", "no row is about the School b, é"],
    ["school,u,a,b\na,1,1,1\na,1,1,1\n", "two rows are about the School a"],
  ])("%j", async (text, title) => {
    const outcome = bindTraining(checked, [await pupils(), await csv(text, "schools")]);
    expect(outcome.ok ? [] : outcome.diagnostics.map((each) => each.title)).toEqual([title]);
  });

  test("where they are the model's rows, predictions know the order of the file", async () => {
    const eight = accepted(
      program({
        data: "data { school: School[School]  y: real[School] }",
        prior: "t: real[School] ~ normal(0, 1)",
        likelihood: "y ~ normal(t, 1)",
      }),
    );
    const { facts, arrays } = value(bindTraining(eight, [await csv("school,y\n10,1\n9,2\n")]));
    expect(facts.labels.get("School")).toEqual(["9", "10"]);
    expect([...(arrays.get("y")?.values ?? [])]).toEqual([2, 1]);
    const bound = value(bindNew(eight, facts, [await csv("school\n10\n9\n")], { response: "optional" }));
    expect([...(bound.order ?? [])]).toEqual([1, 0]);
  });

  // Planted: the label of a row left out called unknown.
  test("a label that only a row left out has is none", async () => {
    const eight = accepted(
      program({
        data: "data { school: School[School]  y: real[School]  missing = drop }",
        prior: "t: real[School] ~ normal(0, 1)",
        likelihood: "y ~ normal(t, 1)",
      }),
    );
    const bound = value(bindTraining(eight, [await csv("school,y\nc,1\nb,\na,3\n")]));
    expect(bound.facts.labels.get("School")).toEqual(["a", "c"]);
    expect([...(bound.arrays.get("y")?.values ?? [])]).toEqual([3, 1]);
    expect(bound.facts.sizes.get("School")).toBe(2);
  });

  test("nothing moves without a key", async () => {
    const [main] = checked.tables;
    const y = main?.variables[0];
    if (y === undefined || checked.rows === null) throw new Error("a response");
    expect(isKeyed(checked, y, checked.rows)).toBe(false);
    expect(value(alignByKeys(checked, [], [], new Map()))).toEqual({ arrays: [], order: null });
  });
});
