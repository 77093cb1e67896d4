import fc from "fast-check";
import { expect, test } from "vitest";
import { anyNumber, isMissingMarker, labelOf, plainNumber, sortLabels } from "../../src/data/number.ts";

test("every finite number as JavaScript writes it is plain and comes back the same", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      fc.pre(Math.abs(value) <= Number.MAX_SAFE_INTEGER || String(value).includes("e"));
      expect(plainNumber(String(value))).toBe(value === 0 ? Number(String(value)) : value);
    }),
  );
});

test.each([
  "007",
  "-01",
  "0x10",
  "0b1",
  "",
  " ",
  "1 2",
  "Infinity",
  "1e999",
  "9007199254740993",
  "NaN",
  "1_000",
])("%j is not plain", (text) => {
  expect(plainNumber(text)).toBeNaN();
});

test("for arithmetic codes are numbers and infinities themselves", () => {
  expect(anyNumber("007")).toBe(7);
  expect(anyNumber("-inf")).toBe(-Infinity);
  expect(anyNumber("9007199254740993")).toBe(9007199254740992);
  for (const text of ["0x10", "1,5", "", "1e", "."]) expect(anyNumber(text)).toBeNaN();
});

test("labels have one spelling and sort as numbers where all are", () => {
  expect(labelOf("1.0")).toBe("1");
  expect(labelOf(-0)).toBe("0");
  expect(labelOf("007")).toBe("007");
  expect(sortLabels(["10", "9", "10"])).toEqual(["9", "10"]);
  expect(sortLabels(["10", "9", "x"])).toEqual(["10", "9", "x"]);
  expect(sortLabels(["b", "a", "B"])).toEqual(["B", "a", "b"]);
});

test("words for missing values", () => {
  for (const word of ["NA", "nan", "NULL", "None", "n/a"]) expect(isMissingMarker(word, false)).toBe(true);
  expect(isMissingMarker("NA", true)).toBe(true);
  expect(isMissingMarker("None", true)).toBe(false);
});
