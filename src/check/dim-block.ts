/** `dim K = 3`, `dim County = 1..85`, `dim Colour = { red, green }`: a dimension whose size and labels the program states. */

import type { DimBlock } from "../syntax/ast.ts";
import { mention, type Scope } from "./scope.ts";

/** A range longer than this is no list of labels that a person means. */
const mostLabels = 1_000_000;

export function checkDim(scope: Scope, block: DimBlock): void {
  const before = scope.dimensions.get(block.name.text);
  if (before !== undefined) {
    scope.mistakes.report(
      "H0205",
      { what: "dimension", name: block.name.text },
      {
        at: block.name.span,
        text: "declared again",
        labels: [{ span: before.span, text: "declared here already" }],
      },
    );
    return;
  }
  const labels = labelsOf(scope, block);
  const name = block.name.text;
  // A mistaken declaration still declares: its uses are not to blame.
  const size = labels === null ? null : labels.length;
  const dimension = { name, id: name, origin: "declared", size, labels, twin: null } as const;
  scope.dimensions.set(name, { dimension, span: block.name.span });
  mention(scope, dimension);
}

function labelsOf(scope: Scope, block: DimBlock): readonly string[] | null {
  const { value } = block;
  switch (value.kind) {
    case "size":
      return between(scope, block, 1, value.size.value);
    case "range":
      return between(scope, block, value.low.value, value.high.value);
    case "labels": {
      const seen = new Set<string>();
      for (const label of value.labels) {
        if (seen.has(label.text)) {
          scope.mistakes.report(
            "H0205",
            { what: "label", name: label.text },
            { at: label.span, text: `a second time in ${block.name.text}` },
          );
        }
        seen.add(label.text);
      }
      return [...seen];
    }
    case "twin":
      return scope.mistakes.notYet("a second name of a dimension", value.dimension.span);
  }
}

/** The labels low, low + 1, … high. */
function between(scope: Scope, block: DimBlock, low: number, high: number): readonly string[] | null {
  const length = high - low + 1;
  if (Number.isInteger(low) && Number.isInteger(high) && length >= 1 && length <= mostLabels) {
    return Array.from({ length }, (_, place) => String(low + place));
  }
  return scope.mistakes.report(
    "H0315",
    { name: block.name.text },
    {
      at: block.value.kind === "size" ? block.value.size.span : block.span,
      text:
        length > mostLabels
          ? "more labels than I can hold"
          : block.value.kind === "size"
            ? "a size is a whole number of at least 1"
            : "a range goes up, in whole numbers",
      help: `write for example dim ${block.name.text} = 3, or dim ${block.name.text} = 1..85`,
    },
  );
}
