/** `dim K = 3`, `dim County = 1..85`, `dim Colour = { red, green }`: labels that the program states; `dim Next = State`: a second name. */

import { declaredLabels, ownerOf, type Dimension } from "../shape/dimension.ts";
import type { DimBlock, Name } from "../syntax/ast.ts";
import type { Table } from "./program.ts";
import { lookUpDimension, mention, type Scope } from "./scope.ts";
import { introduce } from "./types.ts";
import { reportUnknown } from "./unknown.ts";

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
  const name = block.name.text;
  const twin = block.value.kind === "twin" ? twinOf(scope, block.value.dimension, name) : null;
  const labels = twin === null ? labelsOf(scope, block) : declaredLabels(twin);
  // A mistaken declaration still declares: its uses are not to blame.
  const size = twin === null ? (labels?.length ?? null) : ownerOf(twin).size;
  const dimension = { name, id: name, origin: "declared", size, labels, twin } as const;
  scope.dimensions.set(name, { dimension, span: block.name.span });
  mention(scope, dimension);
}

/** `dim Next = State`: the dimension of that name, which the data block may be about to introduce. */
function twinOf(scope: Scope, { text, span }: Name, own: string): Dimension | null {
  const known = lookUpDimension(scope, text);
  if (known !== null) return known;
  if (text !== own && scope.bracketed.has(text)) return introduce(scope, { text, span });
  return reportUnknown(scope, "H0203", { name: text }, text, span, [...scope.dimensions.keys()], {
    fallback: "a second name is that of a dimension declared above, or of one that data introduces",
  });
}

/** A dimension that only a second name mentions has no size and no labels. */
export function checkTwins(scope: Scope, tables: readonly Table[]): void {
  const types = tables.flatMap(({ variables }) => variables.map(({ type }) => type));
  const given = new Set(
    types.flatMap(({ support, dimensions }) =>
      [...dimensions, ...(support.kind === "label" ? [support.dimension] : [])].map(ownerOf),
    ),
  );
  for (const { dimension, span } of scope.dimensions.values()) {
    if (dimension.origin !== "data" || given.has(dimension)) continue;
    const { name } = dimension;
    reportUnknown(scope, "H0203", { name }, name, span, [], {
      fallback: `data mentions ${name} nowhere, so its labels are not known`,
    });
  }
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
      return null;
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
