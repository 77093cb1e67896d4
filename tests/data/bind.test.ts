import { describe, expect, test } from "vitest";
import { bindInputs, bindNew, bindTraining } from "../../src/data/bind.ts";
import type { Bound } from "../../src/data/bound.ts";
import { readData } from "../../src/data/read.ts";
import { arraysSource } from "../../src/data/values.ts";
import type { DataSource } from "../../src/data/columns.ts";
import type { Outcome } from "../../src/diagnostic/diagnostic.ts";
import { D, dimension, N, program, span, variable } from "./program.ts";

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.diagnostics.map((d) => `${d.code} ${d.title}`).join("; "));
  return outcome.value;
}

function codesOf(outcome: Outcome<unknown>): string[] {
  return outcome.ok ? [] : outcome.diagnostics.map((d) => d.code);
}

async function csv(text: string, name = "data.csv"): Promise<DataSource> {
  return value(await readData(name, text));
}

function numbers(bound: Bound, name: string): number[] {
  return [...(bound.arrays.get(name)?.values ?? [])];
}

const x = variable("x", "real", [N, D], { from: ["a..c"] });
const y = variable("y", "real", [N], { response: true });

describe("training data", () => {
  test("a range of columns goes by the header's order and gives the dimensions' sizes", async () => {
    const bound = value(bindTraining(program([x, y]), [await csv("y,a,b,c,d\n1,2,3,4,5\n6,7,8,9,10\n")]));
    expect(numbers(bound, "x")).toEqual([2, 3, 4, 7, 8, 9]);
    expect(bound.arrays.get("x")?.shape).toEqual([2, 3]);
    expect(Object.fromEntries(bound.facts.sizes)).toEqual({ N: 2, D: 3 });
    expect(bound.facts.columns.get("x")).toEqual(["a", "b", "c"]);
    expect(bound.rows).toBe(2);
  });

  test("listed columns, quoted names and a variable of its own name", async () => {
    const listed = variable("x", "real", [N, D], { from: ["fixed acidity", "a"] });
    const bound = value(bindTraining(program([listed, y]), [await csv('a,"fixed acidity",y\n1,2,3\n')]));
    expect(numbers(bound, "x")).toEqual([2, 1]);
    expect(numbers(bound, "y")).toEqual([3]);
  });

  test("every missing column is named at once, each with its nearest", async () => {
    const outcome = bindTraining(program([variable("x", "real", [N, D], { from: ["cemnt", "age"] }), y]), [
      await csv("cement,ages,why\n1,2,3\n"),
    ]);
    if (outcome.ok) throw new Error("bound");
    expect(outcome.diagnostics).toHaveLength(1);
    expect(outcome.diagnostics[0]?.title).toBe("the data lacks the columns cemnt, age and y");
    expect(outcome.diagnostics[0]?.help).toContain("`cement` for cemnt, `ages` for age");
    expect(outcome.diagnostics[0]?.primary).toEqual({ file: "data.csv", line: 1, column: 1 });
  });

  // Planted: divisor n in place of n − 1.
  test("standardised by the training mean and the sd with divisor n − 1, by column", async () => {
    const scaled = variable("x", "real", [N, D], { from: ["a", "b"], standardized: true });
    const bound = value(bindTraining(program([scaled, y]), [await csv("a,b,y\n1,10,0\n2,30,0\n3,80,0\n")]));
    expect(bound.facts.standardisations.get("x")).toEqual({ mean: [2, 40], sd: [1, Math.sqrt(1300)] });
    expect(numbers(bound, "x").filter((_, i) => i % 2 === 0)).toEqual([-1, 0, 1]);
    expect(numbers(bound, "x")[1]).toBeCloseTo(-30 / Math.sqrt(1300), 14);
  });

  test("a constant column, and a single row, cannot be standardised", async () => {
    const scaled = variable("x", "real", [N, D], { from: ["a", "b"], standardized: true });
    const constant = bindTraining(program([scaled, y]), [await csv("a,b,y\n0.1,1,0\n0.1,2,0\n0.1,3,0\n")]);
    expect(codesOf(constant)).toEqual(["H0617"]);
    expect(constant.ok ? "" : constant.diagnostics[0]?.title).toContain("column a is constant");
    expect(codesOf(bindTraining(program([scaled, y]), [await csv("a,b,y\n1,1,0\n")]))).toEqual(["H0618"]);
  });

  test("labels are the sorted distinct values, numbers as numbers, and 1.0 is 1", async () => {
    const School = dimension("School");
    const label = variable("s", { kind: "label", dimension: School }, [N]);
    const bound = value(bindTraining(program([label, y]), [await csv("s,y\n10,0\n9.0,0\n10.0,0\n9,0\n")]));
    expect(bound.facts.labels.get("School")).toEqual(["9", "10"]);
    expect(numbers(bound, "s")).toEqual([1, 0, 1, 0]);
    const words = value(bindTraining(program([label, y]), [await csv("s,y\nb,0\n007,0\na,0\n")]));
    expect(words.facts.labels.get("School")).toEqual(["007", "a", "b"]);
    expect(words.facts.sizes.get("School")).toBe(3);
  });

  test("a label outside a declared dimension is named with the nearest one", async () => {
    const Colour = dimension("Colour", null, ["red", "green"]);
    const label = variable("c", { kind: "label", dimension: Colour }, [N]);
    const outcome = bindTraining(program([label, y]), [await csv("c,y\nred,0\ngren,0\ngren,0\n")]);
    if (outcome.ok) throw new Error("bound");
    expect(outcome.diagnostics.map((d) => d.code)).toEqual(["H0633"]);
    expect(outcome.diagnostics[0]?.help).toBe("did you mean green?");
    expect(outcome.diagnostics[0]?.primary).toEqual({ file: "data.csv", line: 3, column: 1 });
    expect(outcome.diagnostics[0]?.notes[1]).toBe("and 1 more in this column, at line 4");
  });

  test("missing = drop leaves rows out and counts them; without it the empty cell is an error", async () => {
    const text = "a,b,c,y,z\n1,2,3,4,\n1,,3,4,\n1,2,3,NA,\n5,6,7,8,\n";
    const bound = value(bindTraining(program([x, y], "drop"), [await csv(text)]));
    expect(bound.dropped).toBe(2);
    expect(bound.rows).toBe(2);
    expect(bound.facts.sizes.get("N")).toBe(2);
    expect(numbers(bound, "y")).toEqual([4, 8]);
    expect(numbers(bound, "x")).toEqual([1, 2, 3, 5, 6, 7]);
    const strict = bindTraining(program([x, y]), [await csv(text)]);
    expect(codesOf(strict)).toEqual(["H0614"]);
    expect(strict.ok ? null : strict.diagnostics[0]?.primary).toEqual({
      file: "data.csv",
      line: 3,
      column: 2,
    });
    expect(codesOf(bindTraining(program([x, y], "drop"), [await csv("a,b,c,y\n1,,3,4\n")]))).toEqual([
      "H0619",
    ]);
  });

  test.each([
    ["real", "1e999", "H0615"],
    ["real", "-inf", "H0615"],
    ["real", "abc", "H0613"],
    ["real", '"1,5"', "H0613"],
    ["real", "0x10", "H0613"],
    ["int", "1.5", "H0616"],
    ["count", "-1", "H0616"],
    ["positive", "0", "H0616"],
    ["unit", "1.01", "H0616"],
    ["bool", "2", "H0616"],
    ["bool", "yes", "H0616"],
  ] as const)("%s refuses %s", async (kind, cell, code) => {
    const outcome = bindTraining(program([variable("v", kind, [N], { response: true })]), [
      await csv(`v,w\n1,0\n${cell},0\n`),
    ]);
    expect(codesOf(outcome)).toEqual([code]);
    expect(outcome.ok ? null : outcome.diagnostics[0]?.primary).toEqual({
      file: "data.csv",
      line: 3,
      column: 1,
    });
  });

  test("bools are 0, 1, true and false", async () => {
    const b = variable("b", "bool", [N], { response: true });
    expect(numbers(value(bindTraining(program([b]), [await csv("b\ntrue\nFALSE\n0\n1\n")])), "b")).toEqual([
      1, 0, 0, 1,
    ]);
  });

  test("two equal headers are a fault only where one is read", async () => {
    expect(codesOf(bindTraining(program([x, y]), [await csv("a,b,b,c,y\n1,2,3,4,5\n")]))).toEqual(["H0611"]);
    expect(codesOf(bindTraining(program([x, y]), [await csv("a,b,c,y,d,d\n1,2,3,4,5,6\n")]))).toEqual([]);
  });

  test("a range that runs backwards", async () => {
    expect(codesOf(bindTraining(program([x, y]), [await csv("c,b,a,y\n1,2,3,4\n")]))).toEqual(["H0612"]);
  });

  test("sources side by side are read row by row, and must be of one length", async () => {
    const left = await csv("a,b,c\n1,2,3\n4,5,6\n", "left.csv");
    const bound = value(bindTraining(program([x, y]), [left, await csv("y\n7\n8\n", "right.csv")]));
    expect(numbers(bound, "y")).toEqual([7, 8]);
    expect(codesOf(bindTraining(program([x, y]), [left, await csv("y\n7\n", "right.csv")]))).toEqual([
      "H0630",
    ]);
  });
});

describe("arrays", () => {
  test("nested rows, arrays without rows and scalars; a scalar of a dimension's name is not read", () => {
    const free = variable("x", "real", [N, D]);
    const scale = variable("scale", "positive", [D]);
    const n = variable("n", "count", []);
    const source = value(
      arraysSource({
        N: 99,
        D: 98,
        x: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        y: [1, 2, 3],
        scale: [7, 8],
        n: 5,
      }),
    );
    const bound = value(bindTraining(program([free, scale, n, y]), [source]));
    expect(Object.fromEntries(bound.facts.sizes)).toEqual({ N: 3, D: 2 });
    expect(numbers(bound, "n")).toEqual([5]);
    expect([...bound.facts.constants.keys()]).toEqual(["scale", "n"]);
  });

  test("one-dimensional arrays serve as columns, the variable's own array where they are absent", () => {
    const columns = value(
      bindTraining(program([x, y]), [value(arraysSource({ a: [1], b: [2], c: [3], y: [4] }))]),
    );
    expect(numbers(columns, "x")).toEqual([1, 2, 3]);
    const own = value(bindTraining(program([x, y]), [value(arraysSource({ x: [[1, 2, 3]], y: [4] }))]));
    expect(numbers(own, "x")).toEqual([1, 2, 3]);
  });

  test("sizes that disagree, and a wrong number of dimensions", () => {
    const free = variable("x", "real", [N, D]);
    const ragged = bindTraining(program([free, y]), [value(arraysSource({ x: [[1], [2]], y: [1, 2, 3] }))]);
    expect(codesOf(ragged)).toEqual(["H0630"]);
    expect(ragged.ok ? "" : ragged.diagnostics[0]?.notes[0]).toBe("2 by x, 3 by y");
    expect(
      codesOf(bindTraining(program([free, y]), [value(arraysSource({ x: [1, 2], y: [1, 2] }))])),
    ).toEqual(["H0631"]);
    const three = variable("x", "real", [N, { ...dimension("3", 3), origin: "anonymous" }]);
    expect(
      codesOf(bindTraining(program([three, y]), [value(arraysSource({ x: [[1, 2]], y: [1] }))])),
    ).toEqual(["H0630"]);
  });
});

test("no rows at all", () => {
  expect(codesOf(bindTraining(program([y]), [value(arraysSource({ y: [] }))]))).toEqual(["H0602"]);
});

describe("data to simulate with", () => {
  const inputs = variable("x", "real", [N]);

  test("has no need of responses, and keeps those it has", async () => {
    const bound = value(bindInputs(program([inputs, y]), [await csv("x\n1\n2\n")]));
    expect([...bound.arrays.keys()]).toEqual(["x"]);
    expect([bound.rows, Object.fromEntries(bound.facts.sizes)]).toEqual([2, { N: 2 }]);
    const full = value(bindInputs(program([inputs, y]), [await csv("x,y\n1,3\n2,4\n")]));
    expect(numbers(full, "y")).toEqual([3, 4]);
    expect(codesOf(bindInputs(program([inputs, y]), [await csv("y\n1\n")]))).toEqual(["H0610"]);
  });

  // Planted: every response taken for shown.
  test("must say how large a response is, and which labels it has", async () => {
    const colour = dimension("Colour");
    const label = variable("y", { kind: "label", dimension: colour }, [N], { response: true });
    const declared = dimension("Colour", null, ["green", "red"]);
    const told = variable("y", { kind: "label", dimension: declared }, [N], { response: true });
    const wide = variable("y", "real", [N, D], { response: true });
    const data = [await csv("x\n1\n2\n")];
    expect(codesOf(bindInputs(program([inputs, label]), data))).toEqual(["H0610"]);
    expect(codesOf(bindInputs(program([inputs, wide]), data))).toEqual(["H0610"]);
    expect(value(bindInputs(program([inputs, told]), data)).facts.labels.get("Colour")).toEqual([
      "green",
      "red",
    ]);
  });
});

describe("new data", () => {
  const Class = dimension("Class");
  const label = variable("k", { kind: "label", dimension: Class }, [N], { response: true });
  const scaled = variable("x", "real", [N, D], { from: ["a..b"], standardized: true });

  test("training's standardisation, columns by name whatever their order, and a response that may be absent", async () => {
    const model = program([scaled, label], "drop");
    const training = value(bindTraining(model, [await csv("a,b,k\n1,2,u\n3,8,v\n")]));
    const bound = value(
      bindNew(model, training.facts, [await csv("b,z,a\n5,0,2\n,0,2\n")], { response: "optional" }),
    );
    expect(numbers(bound, "x").slice(0, 2)).toEqual([0, 0]);
    expect(bound.arrays.has("k")).toBe(false);
    expect(bound.rows).toBe(2);
    expect(bound.incomplete).toEqual([1]);
    expect(bound.facts.sizes.get("N")).toBe(2);
    expect(training.facts.sizes.get("N")).toBe(2);
  });

  test("a missing response has no density; where it is required its row is incomplete", async () => {
    const model = program([scaled, label], "drop");
    const { facts } = value(bindTraining(model, [await csv("a,b,k\n1,2,u\n3,8,v\n")]));
    const source = await csv("a,b,k\n1,2,\n3,8,v\n");
    const optional = value(bindNew(model, facts, [source], { response: "optional" }));
    expect(optional.incomplete).toEqual([]);
    expect(numbers(optional, "k")).toEqual([-1, 1]);
    expect(value(bindNew(model, facts, [source], { response: "required" })).incomplete).toEqual([0]);
    expect(codesOf(bindNew(model, facts, [await csv("a,b\n1,2\n")], { response: "required" }))).toEqual([
      "H0610",
    ]);
  });

  test("a class that training never saw, and another number of columns", async () => {
    const model = program([scaled, label]);
    const { facts } = value(bindTraining(model, [await csv("a,b,k\n1,2,u\n3,8,v\n")]));
    const unseen = bindNew(model, facts, [await csv("a,b,k\n1,2,w\n")], { response: "optional" });
    expect(codesOf(unseen)).toEqual(["H0634"]);
    const wide = bindNew(model, facts, [value(arraysSource({ x: [[1, 2, 3]] }))], { response: "optional" });
    expect(codesOf(wide)).toEqual(["H0630"]);
  });

  test("inputs without rows come from training where new data does not repeat them", () => {
    const free = variable("x", "real", [N, D]);
    const scale = variable("scale", "positive", [D]);
    const model = program([free, scale, y]);
    const training = value(
      bindTraining(model, [value(arraysSource({ x: [[1, 2]], y: [1], scale: [7, 8] }))]),
    );
    const bound = value(
      bindNew(model, training.facts, [value(arraysSource({ x: [[3, 4]] }))], { response: "optional" }),
    );
    expect(numbers(bound, "scale")).toEqual([7, 8]);
    expect(bound.arrays.has("y")).toBe(false);
  });

  test("a latent over the rows fixes their number", () => {
    const model = program([y]);
    const latent = {
      kind: "latent",
      name: "theta",
      type: { support: { kind: "real" }, dimensions: [N] },
      distribution: { arguments: {} },
      span,
    } as never;
    const fixed = { ...model, prior: [latent] };
    const { facts } = value(bindTraining(fixed, [value(arraysSource({ y: [1, 2] }))]));
    expect(
      codesOf(bindNew(fixed, facts, [value(arraysSource({ y: [1, 2, 3] }))], { response: "optional" })),
    ).toEqual(["H0630"]);
  });
});
