import fc from "fast-check";
import { expect, test } from "vitest";
import { decodePlain, encodePlain } from "../../../src/posterior/checkpoint/plain.ts";

const back = (value: unknown): unknown => decodePlain(encodePlain(value));

// Planted: −0 left to JSON; red here.
test("what JSON has not is kept bit for bit", () => {
  const value = {
    nothing: null,
    numbers: [Number.NaN, Infinity, -Infinity, -0, 0, 5e-324, 0.1],
    nested: { words: ["number", "list"], pair: ["f64", [0, 1]], yes: true },
    slots: new Map<string, unknown>([
      [":step", Int32Array.of(-1, 7)],
      ["w", Float32Array.of(0.1, -0, Number.NaN)],
    ]),
    key: Uint32Array.of(4294967295, 0),
    none: new Float64Array(0),
    seven: Float64Array.of(1, 2, 3, 4, 5, 6, 1 / 3),
  };
  expect(back(value)).toEqual(value);
});

test("every number and nesting comes back", () => {
  const leaf = fc.oneof(
    fc.double(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.float64Array({ maxLength: 5 }),
    fc.float32Array({ maxLength: 3 }),
  );
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(
        fc.string().filter((name) => name !== "__proto__"),
        tie("value"),
        { maxKeys: 3, noNullPrototype: true },
      ),
    ),
  }));
  fc.assert(
    fc.property(tree.value, (value) => {
      expect(back(value)).toEqual(value);
    }),
  );
});

// Planted: the bytes' own buffer read from its beginning; red here.
test("the bytes may stand anywhere in a buffer", () => {
  const bytes = encodePlain(Float64Array.of(1, 2));
  const wide = Buffer.concat([Buffer.from([1, 2, 3]), bytes]);
  expect(decodePlain(wide.subarray(3))).toEqual(Float64Array.of(1, 2));
});

test("a view sends only what it shows, and what is no data is a bug", () => {
  expect(back(Float64Array.of(1, 2, 3).subarray(1, 2))).toEqual(Float64Array.of(2));
  expect(() => encodePlain({ run: () => 1 })).toThrow("a function is no data");
});
