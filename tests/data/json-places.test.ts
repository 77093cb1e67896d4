import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonLine, type JsonPath } from "../../src/data/json-places.ts";

test("strings that hold brackets, escapes and colons are stepped over", () => {
  const text = '{\n"a": "}]\\"{",\n"b": [0,\n{"c": [1,\n 2]}]\n}';
  expect(jsonLine(text, ["a"])).toBe(2);
  expect(jsonLine(text, ["b", 1, "c", 1])).toBe(5);
  expect(jsonLine(text, ["b", 9])).toBe(3);
});

test("every leaf of a value written one leaf a line is found on its line", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const lines = JSON.stringify(value, null, 1).split("\n");
      const leaves: { path: JsonPath; text: string }[] = [];
      const walk = (node: unknown, path: JsonPath): void => {
        if (typeof node !== "object" || node === null) {
          leaves.push({ path, text: JSON.stringify(node) });
          return;
        }
        const key = (name: string): string | number => (Array.isArray(node) ? Number(name) : name);
        for (const [name, child] of Object.entries(node)) walk(child, [...path, key(name)]);
      };
      walk(value, []);
      for (const { path, text } of leaves)
        expect(lines[jsonLine(lines.join("\n"), path) - 1]).toContain(text);
    }),
    { numRuns: 200 },
  );
});
