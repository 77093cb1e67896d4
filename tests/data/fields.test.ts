import { expect, test } from "vitest";
import { columnOf, entryOf, matchFields } from "../../src/data/fields.ts";
import { arraysSource } from "../../src/data/values.ts";
import { D, N, program, variable } from "./program.ts";

const x = variable("x", "real", [N, D], { from: ["a..b"] });
const options = { columns: new Map(), trained: false, optional: () => false };

function source(data: unknown) {
  const outcome = arraysSource(data);
  if (!outcome.ok) throw new Error("no source");
  return outcome.value;
}

test("a matrix reads its columns row by row", () => {
  const outcome = matchFields(
    program([x]),
    [
      source([
        { a: 1, b: 2 },
        { a: 3, b: 4 },
      ]),
    ],
    options,
  );
  const found = outcome.ok ? outcome.value.get("x") : undefined;
  if (found === undefined) throw new Error("no field");
  expect(found.shape).toEqual([2, 2]);
  expect([0, 1, 2, 3].map((i) => entryOf(found, i))).toEqual([1, 2, 3, 4]);
  expect([0, 1, 2, 3].map((i) => columnOf(found, i))).toEqual(["a", "b", "a", "b"]);
});

test("named columns replace the model's own, and an optional variable may be absent", () => {
  const columns = new Map([["x", [{ first: "c", last: null }]]]);
  const mapped = matchFields(program([x]), [source([{ a: 1, b: 2, c: 5 }])], { ...options, columns });
  expect(mapped.ok && mapped.value.get("x")?.headers).toEqual(["c"]);
  const absent = matchFields(program([x]), [source([{ z: 1 }])], { ...options, optional: () => true });
  expect(absent.ok && absent.value.size).toBe(0);
});

test("no data at all, and a scalar that a column cannot give", () => {
  const none = matchFields(program([x]), [], options);
  expect(none.ok ? [] : none.diagnostics.map((d) => d.code)).toEqual(["H0635"]);
  const scalar = matchFields(program([variable("n", "count", [])]), [source([{ n: 1 }, { n: 2 }])], options);
  expect(scalar.ok ? "" : scalar.diagnostics[0]?.help).toContain("JSON");
});
