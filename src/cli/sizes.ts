/** How large a model's dimensions are: `--size N=100`, or what data says. */

import { failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import { bind, type Compiled, type SizeSource } from "../pipeline.ts";
import { wrongValue, type Arguments, type OptionRow } from "./arguments.ts";
import { didYouMean } from "./did-you-mean.ts";
import { dataFor } from "./model-file.ts";

export const sizeOption: OptionRow = {
  name: "size",
  value: "NAME=SIZE",
  repeated: true,
  doc: "a dimension's size, where no data gives it",
};

type Dimension = Compiled["program"]["dimensions"][number];

/** The name of a dimension whose size nothing in the program states. */
function sized({ name, size, origin, twin, derived }: Dimension): readonly string[] {
  const open = size === null && twin === null && derived === undefined && origin !== "anonymous";
  return open ? [name] : [];
}

function unknownDimension(name: string, text: string, dimensions: readonly string[]): Diagnostic {
  const known = dimensions.length === 0 ? "nothing: every size is stated" : dimensions.join(", ");
  const help = didYouMean(name, dimensions) ?? `the model leaves open ${known}`;
  return { ...wrongValue("--size", "a dimension whose size the model leaves open", text), help };
}

/** Sizes of `--size` where there are any, else those of the data; studies simulate what they do not find there. */
export async function sizesFor(
  compiled: Compiled,
  given: Arguments,
  purpose: "training" | "inputs",
): Promise<Outcome<SizeSource>> {
  const texts = given.values("size");
  const own = compiled.program.tables.some((table) => table.sources.length > 0);
  if (texts.length > 0 || (!given.has("data") && !own)) {
    const sizes = new Map<string, number>();
    for (const text of texts) {
      const [, name = "", size = ""] = /^([^=]+)=([1-9][\d_]*)$/.exec(text) ?? [];
      if (name === "") return failure(wrongValue("--size", "NAME=SIZE, a whole number from 1 up", text));
      const dimensions = compiled.program.dimensions.flatMap(sized);
      if (!dimensions.includes(name)) return failure(unknownDimension(name, text, dimensions));
      sizes.set(name, Number(size.replaceAll("_", "")));
    }
    return success({ sizes });
  }
  const sources = await dataFor(compiled, given);
  if (!sources.ok) return sources;
  const bound = await bind(compiled, sources.value, given.values("map"), purpose);
  return bound.ok ? success({ bound: bound.value }) : bound;
}

/** Studies take one of the two. */
export function oneOf(given: Arguments): Outcome<null> {
  const both = given.has("data") && given.has("size");
  return both
    ? failure(wrongValue("--size", "no --data beside it, which gives the sizes", "both"))
    : success(null);
}
