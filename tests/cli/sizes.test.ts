import { expect, test } from "vitest";
import { readArguments } from "../../src/cli/arguments.ts";
import { oneOf, sizeOption, sizesFor } from "../../src/cli/sizes.ts";
import { compileText } from "../../src/pipeline.ts";

const compiled = compileText({
  name: "m.hunch",
  text: "model M data { y: real[N] } prior { a ~ normal(0, 1) } likelihood { y ~ normal(a, 1) } infer exact",
});

function given(...words: readonly string[]) {
  const options = [
    sizeOption,
    { name: "data", value: "FILE", doc: "" },
    { name: "map", value: "X", doc: "" },
  ];
  const read = readArguments(words, { verb: "sbc", positionals: { least: 0, most: 0, wanted: "" }, options });
  if (!read.ok) throw new Error("these are arguments");
  return read.value;
}

test("sizes by name", async () => {
  if (!compiled.ok) throw new Error("this compiles");
  const found = await sizesFor(compiled.value, given("--size", "N=1_000"), "inputs");
  expect(found.ok && "sizes" in found.value && [...found.value.sizes]).toEqual([["N", 1000]]);
  const wrong = await sizesFor(compiled.value, given("--size", "N=none"), "inputs");
  const other = await sizesFor(compiled.value, given("--size", "M=3"), "inputs");
  expect(other.ok ? [] : other.diagnostics.map(({ help }) => help)).toHaveLength(1);
  expect(wrong.ok ? [] : wrong.diagnostics.map(({ code }) => code)).toEqual(["H0804"]);
});

test("sizes or data, not both", () => {
  expect(oneOf(given("--size", "N=3")).ok).toBe(true);
  expect(oneOf(given("--size", "N=3", "--data", "x.csv")).ok).toBe(false);
});
