import { describe, expect, test } from "vitest";
import { bindNew, bindTraining } from "../../src/data/bind.ts";
import { alignByKeys, isKeyed } from "../../src/data/keys.ts";
import type { DataSource } from "../../src/data/columns.ts";
import { readData } from "../../src/data/read.ts";
import { arraysSource } from "../../src/data/values.ts";
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
const pupils2 = () => csv("school,y\nb,1\na,2\n");
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

  // Planted: the rows left out as zeros; the mean over schools taken anew.
  test("that new data leaves out are training's, in training's units", async () => {
    const scaled = accepted(
      program({
        data: `data { y: real[N]  school: School[N] }
data schools { school: School[School]  u: real[School] standardized  v: real[Part, School]  twice = 2 * u  middle = mean(u over School) }`,
        dim: "dim Part = 1..2",
        prior: "t: real[School] ~ normal(twice - middle, 1)",
        likelihood: "y ~ normal(t[school], 1)",
      }),
    );
    const aside = async (data: unknown): Promise<DataSource> => ({
      ...value(arraysSource(data)),
      block: "schools",
    });
    const both = {
      school: ["b", "a"],
      u: [4, 2],
      v: [
        [1, 2],
        [3, 4],
      ],
    };
    const { facts } = value(bindTraining(scaled, [await pupils2(), await aside(both)]));
    const more = {
      school: ["q", "b"],
      u: [7, 5],
      v: [
        [10, 20],
        [30, 40],
      ],
    };
    const outcome = bindNew(scaled, facts, [await csv("school,y\nq,1\n"), await aside(more)], {
      response: "optional",
    });
    const bound = value(outcome);
    const numbers = (name: string) => [...(bound.arrays.get(name)?.values ?? [])];
    expect(bound.facts.labels.get("School")).toEqual(["a", "b", "q"]);
    expect(bound.facts.sizes.get("School")).toBe(3);
    const sd = Math.sqrt(2);
    expect(numbers("u")).toEqual([(2 - 3) / sd, (5 - 3) / sd, (7 - 3) / sd]);
    expect(numbers("v")).toEqual([2, 20, 10, 4, 40, 30]);
    expect(numbers("middle")).toEqual([0]);
    expect(numbers("twice")[2]).toBeCloseTo((2 * (7 - 3)) / sd, 14);
  });

  test("are needed of a new label, of a table that was not given too", async () => {
    const { facts } = value(bindTraining(checked, [await pupils(), await schools()]));
    const fresh = await csv("school,y\nq,1\n");
    const alone = bindNew(checked, facts, [fresh], { response: "optional" });
    const half = bindNew(checked, facts, [fresh, await csv("school,u,a,b\nz,1,2,3\n", "schools")], {
      response: "optional",
    });
    for (const outcome of [alone, half]) {
      expect(outcome.ok ? [] : outcome.diagnostics.map(({ title }) => title)).toEqual([
        "no row is about the School q",
      ]);
    }
    expect(alone.ok ? null : alone.diagnostics[0]?.help).toContain("--data schools=FILE");
  });

  test("nothing moves without a key", async () => {
    const [main] = checked.tables;
    const y = main?.variables[0];
    if (y === undefined || checked.rows === null) throw new Error("a response");
    expect(isKeyed(checked, y, checked.rows)).toBe(false);
    expect(value(alignByKeys(checked, [], [], new Map(), null))).toEqual({
      arrays: [],
      order: null,
      kept: [],
    });
  });
});
