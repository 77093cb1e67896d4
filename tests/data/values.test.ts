import { expect, test } from "vitest";
import { entryAt } from "../../src/data/columns.ts";
import { arraysSource } from "../../src/data/values.ts";

test("plain, nested and typed arrays, scalars, bools and bigints", () => {
  const outcome = arraysSource({
    a: Float32Array.of(1, 2),
    b: [Float64Array.of(1, 2), Float64Array.of(3, 4)],
    c: [true, false],
    d: 5n,
    e: ["x", undefined],
    f: [1, Infinity],
  });
  if (!outcome.ok || outcome.value.kind !== "arrays") throw new Error("no arrays");
  const { arrays } = outcome.value;
  expect(arrays.get("a")).toEqual({ shape: [2], values: { kind: "numbers", values: Float64Array.of(1, 2) } });
  expect(arrays.get("b")?.shape).toEqual([2, 2]);
  expect(arrays.get("c")?.values.values).toEqual(["true", "false"]);
  expect(arrays.get("d")).toEqual({ shape: [], values: { kind: "numbers", values: Float64Array.of(5) } });
  expect(entryAt(arrays.get("e")?.values ?? { kind: "entries", values: [] }, 1)).toBeNull();
  expect(arrays.get("f")?.values.kind).toBe("entries");
});

test("records with arrays inside become arrays, absent keys are missing", () => {
  const outcome = arraysSource([{ x: [1, 2], y: 1 }, { x: [3, 4] }]);
  if (!outcome.ok || outcome.value.kind !== "arrays") throw new Error("no arrays");
  expect(outcome.value.arrays.get("x")?.shape).toEqual([2, 2]);
  expect(entryAt(outcome.value.arrays.get("y")?.values ?? { kind: "entries", values: [] }, 1)).toBeNull();
});

test("functions, dates and bare values are refused", () => {
  for (const data of [{ x: [() => 1] }, { x: new Date(0) }, 3, null, [[1, 2]]]) {
    const outcome = arraysSource(data);
    expect(outcome.ok ? [] : outcome.diagnostics.map((d) => d.code)).toEqual(["H0637"]);
  }
});
