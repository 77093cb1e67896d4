import { expect, test } from "vitest";
import { readCsv } from "../../src/data/csv.ts";
import { lackingColumns } from "../../src/data/lacking.ts";
import { arraysSource } from "../../src/data/values.ts";
import { D, N, variable } from "./program.ts";

async function lacking(header: string, names: readonly string[], explicit = true) {
  const outcome = await readCsv("data.csv", `${header}\n${header.replaceAll(/[^,]+/g, "1")}\n`);
  if (!outcome.ok) throw new Error("no table");
  const entry = { variable: variable("x", "real", [N, D]), names, explicit };
  return lackingColumns([entry], [outcome.value], outcome.value.headers);
}

test("one name gets its nearest, several say for which", async () => {
  expect((await lacking("cement,age", ["cemnt"])).help).toBe("did you mean `cement`?");
  expect((await lacking("cement,age", ["cemnt", "agee"])).help).toBe(
    "did you mean `cement` for cemnt, `age` for agee?",
  );
  expect((await lacking("cement,age", ["strength"])).help).toBeNull();
  expect((await lacking("cement,age", ["strength"])).notes).toEqual(["the data has cement, age"]);
});

test("a matrix without columns is shown how to name them; a file without a header is recognised", async () => {
  expect((await lacking("a,b", ["x"], false)).help).toBe("name the columns of x: from a..b");
  expect((await lacking("1.5,2.5", ["x"])).help).toBe("the first line must name the columns");
});

test("arrays are called arrays", () => {
  const source = arraysSource({ x: [[1, 2]], n: 3 });
  if (!source.ok) throw new Error("no source");
  const entry = { variable: variable("y", "real", [N]), names: ["y"], explicit: false };
  const found = lackingColumns([entry], [source.value], []);
  expect([found.title, found.notes]).toEqual(["the data has no array y", ["the data has x, n"]]);
});
