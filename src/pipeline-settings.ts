/** `--set steps=500`: an option written outside the file takes the place of the one inside, and is checked as if it stood there. */

import { diagnose, failure, success, type Diagnostic, type Outcome } from "./diagnostic/diagnostic.ts";
import { suggest } from "./diagnostic/suggest.ts";
import type { Block, InferBlock, Syntax } from "./syntax/ast.ts";
import { parse } from "./syntax/parse.ts";

type Option = InferBlock["options"][number];

/** The syntax with `settings` (each `option=value`) in the infer block called `infer`, or in the first. */
export function applySettings(
  syntax: Syntax,
  infer: string | null,
  settings: readonly string[],
): Outcome<Syntax> {
  const blocks = syntax.blocks.filter((block): block is InferBlock => block.kind === "infer");
  const nameOf = ({ name, method }: InferBlock): string => (name ?? method).text;
  const target = infer === null ? blocks[0] : blocks.find((block) => nameOf(block) === infer);
  if (target === undefined) {
    // Where the text has mistakes of its own, the block may be among what they hide.
    if (!syntax.complete || (infer === null && settings.length === 0)) return success(syntax);
    return failure(absent(infer, blocks.map(nameOf)));
  }
  const options: Option[] = [];
  const mistakes: Diagnostic[] = [];
  for (const setting of settings) {
    const read = readSetting(setting);
    if (read.ok) options.push(...read.value);
    else mistakes.push(...read.diagnostics);
  }
  if (mistakes.length > 0) return failure(...mistakes);
  const set = new Set(options.map((option) => option.name.text));
  const kept = target.options.filter((option) => !set.has(option.name.text));
  const changed: InferBlock = { ...target, options: [...kept, ...options] };
  return success({
    ...syntax,
    blocks: syntax.blocks.map((block): Block => (block === target ? changed : block)),
  });
}

/** No infer block is called so, or there is none at all. */
export function absent(infer: string | null, names: readonly string[]): Diagnostic {
  if (infer === null || names.length === 0) {
    return diagnose("H0510", {}, { at: null, help: "add one at the end: infer vi { }" });
  }
  const near = suggest(infer, names);
  const help = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `there are ${names.join(", ")}`;
  return diagnose("H0511", { name: infer }, { at: null, help });
}

/** The parser reads the option in a block of its own; messages show it there. */
function readSetting(text: string): Outcome<readonly Option[]> {
  const { syntax, diagnostics } = parse({ name: "--set", text: `infer set { ${text} }` });
  const [block, ...rest] = syntax?.blocks ?? [];
  const one = block?.kind === "infer" && rest.length === 0 && block.options.length > 0;
  if (one && diagnostics.length === 0) return success(block.options);
  const found = { option: "--set", wanted: "OPTION=VALUE, as in an infer block", found: text };
  return failure(diagnose("H0804", found, { at: null }));
}
