import { describe, expect, test } from "vitest";
import { readJson } from "../../src/data/json.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";

function fault(text: string): Diagnostic {
  const outcome = readJson("data.json", text);
  if (outcome.ok || outcome.diagnostics.length !== 1) throw new Error("one diagnostic was expected");
  return outcome.diagnostics[0] as Diagnostic;
}

describe("JSON", () => {
  test("records are a table whose cells know their lines", () => {
    const outcome = readJson("data.json", '[\n {"a": 1, "b": "x"},\n {"b": null,\n  "a": 2}\n]');
    if (!outcome.ok || outcome.value.kind !== "table") throw new Error("no table");
    expect(outcome.value.headers).toEqual(["a", "b"]);
    expect(outcome.value.cell(1, 0)).toEqual({ file: "data.json", line: 4, column: 1 });
    expect(outcome.value.cell(1, 1)).toEqual({ file: "data.json", line: 3, column: 2 });
  });

  test("an object is named arrays", () => {
    const outcome = readJson("data.json", '{"n": 2,\n "x": [[1, 2],\n [3, null]]}');
    if (!outcome.ok || outcome.value.kind !== "arrays") throw new Error("no arrays");
    expect(outcome.value.arrays.get("x")?.shape).toEqual([2, 2]);
    expect(outcome.value.arrays.get("n")?.shape).toEqual([]);
    expect(outcome.value.cell("x", 3)).toEqual({ file: "data.json", line: 3, column: 4 });
  });

  test("text that does not parse is placed where it stops", () => {
    expect(fault('{"a": [1,\n 2,,]}').primary).toEqual({ file: "data.json", line: 2, column: 4 });
    expect(fault('{"a": [1').code).toBe("H0609");
    expect(fault('{"a": [1, NaN]}').help).toContain("null");
  });

  test("ragged rows and foreign shapes", () => {
    const ragged = fault('{"x": [[1, 2],\n [3]]}');
    expect(ragged.code).toBe("H0632");
    expect(ragged.primary).toMatchObject({ line: 2 });
    expect(fault('{"x": [1, [2]]}').code).toBe("H0632");
    expect(fault('{"x": {"y": 1}}').title).toBe("a nested object cannot stand in data");
    expect(fault("[1, 2]").code).toBe("H0637");
    expect(fault("3").code).toBe("H0637");
    expect(fault("[]").code).toBe("H0602");
    expect(fault("{}").code).toBe("H0602");
  });
});
