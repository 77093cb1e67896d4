/** Which values need no local: those used once, in the block where they are made, and loads that a splat takes in. */

import type { Statement, Value } from "../../lower/loop-program.ts";
import { takesTwice } from "./instructions.ts";

export function findInlined(body: readonly Statement[]): ReadonlySet<number> {
  const inlined = new Set<number>();
  const uses = new Map<number, number>();
  const usedIn = new Map<number, readonly Statement[]>();
  const use = (value: Value, block: readonly Statement[]) => {
    uses.set(value.id, (uses.get(value.id) ?? 0) + 1);
    usedIn.set(value.id, block);
  };
  const made: { value: Value; block: readonly Statement[] }[] = [];
  const visit = (block: readonly Statement[]): void => {
    for (const statement of block) {
      if (statement.kind === "let") {
        made.push({ value: statement.value, block });
        for (const operand of operandsOf(statement.value)) use(operand, block);
        // Pushed again for each operand of a shuffle.
        if (takesTwice(statement.value))
          for (const operand of operandsOf(statement.value)) use(operand, block);
      } else if (statement.kind === "loop") visit(statement.body);
      else if (statement.kind === "variable") use(statement.initial, block);
      else {
        use(statement.value, block);
        if (statement.kind === "store") {
          // A narrow store pushes the value again.
          use(statement.value, block);
          for (const { value } of statement.at.indirect) use(value, block);
        }
      }
    }
  };
  visit(body);
  for (const { value, block } of made) {
    const { kind } = value.recipe;
    if (value.recipe.kind === "splat" && value.recipe.x.recipe.kind === "load") {
      // One instruction, where the load was.
      const { id } = value.recipe.x;
      if (uses.get(id) === 1 && usedIn.get(id) === block) inlined.add(id);
      continue;
    }
    if (kind === "load" || kind === "read") continue;
    const scalarConstant = kind === "constant" && value.lanes === 1;
    if (
      scalarConstant ||
      (uses.get(value.id) ?? 0) === 0 ||
      (uses.get(value.id) === 1 && usedIn.get(value.id) === block)
    ) {
      inlined.add(value.id);
    }
  }
  return inlined;
}

function operandsOf(value: Value): readonly Value[] {
  const { recipe } = value;
  switch (recipe.kind) {
    case "load":
      return recipe.at.indirect.map((term) => term.value);
    case "pack":
      return recipe.parts;
    default:
      return stackOrder(value);
  }
}

/** A recipe's operands as its instruction takes them. */
export function stackOrder({ recipe, lanes }: Value): readonly Value[] {
  switch (recipe.kind) {
    case "unary":
    case "shift":
    case "splat":
    case "extract":
      return [recipe.x];
    case "binary":
      return [recipe.x, recipe.y];
    case "fma":
      return [recipe.x, recipe.y, recipe.z];
    case "select":
      return lanes > 1 ? [recipe.x, recipe.y, recipe.condition] : [recipe.x, recipe.y, recipe.condition];
    case "constant":
    case "ramp":
    case "prefix":
    case "affine":
    case "read":
    case "load":
    case "pack":
      return [];
  }
}
