/** What every declaration of an inference method promises to the checker and to its reader. */

import { describe, expect, test } from "vitest";
import type { OptionDeclaration } from "../../src/library/method.ts";
import { methods } from "../../src/library/methods/table.ts";

/** Whether the default lies in the option's own range: a choice that is built, its arguments within theirs. */
function defaultFits({ type, default: value }: OptionDeclaration): boolean {
  if (value === null) return true;
  if (type.kind !== "choice") {
    return (
      typeof value === "number" &&
      value >= type.low &&
      value <= type.high &&
      (type.kind === "real" || Number.isInteger(value))
    );
  }
  if (typeof value === "number") return false;
  const choice = type.choices.find(({ name }) => name === value.choice);
  return (
    choice !== undefined &&
    choice.built &&
    choice.parameters.every(({ name, low, high }) => {
      const argument = value.arguments[name];
      return argument !== undefined && argument >= low && argument <= high;
    })
  );
}

// Planted: a default of 0 samples; a default guide that is not built.
describe.each([...methods.values()])("$name", (method) => {
  test("has options of distinct names, with defaults within their ranges", () => {
    const names = method.options.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(method.options.filter((option) => !defaultFits(option))).toEqual([]);
  });

  test("says what it is, and what each option and choice means", () => {
    const choices = method.options.flatMap(({ type }) => (type.kind === "choice" ? type.choices : []));
    const docs = [method, ...method.options, ...choices].map(({ doc }) => doc);
    expect(docs.filter((doc) => doc.length < 4)).toEqual([]);
    const units = method.options.flatMap(({ type }) => (type.kind === "choice" ? [] : [type.unit]));
    expect(units.every((unit) => unit.length > 0)).toBe(true);
  });

  test("asks for rows where it takes a batch", () => {
    const batched = method.options.some(({ name }) => name === "batch");
    expect(method.requires.includes("rows_if_batched")).toBe(batched);
  });
});

test("the methods of the language, those that are built first", () => {
  expect([...methods.keys()]).toEqual(
    "exact map vi dropout laplace swag ensemble sgld sghmc hmc nuts".split(" "),
  );
  expect(["exact", "map", "vi"].every((name) => methods.get(name)?.built)).toBe(true);
});
