/** Several tables: their names, and how the rows of one meet the labels that another one's column has. */

import { declaredLabels, ownerOf, type Dimension } from "../shape/dimension.ts";
import { printType } from "../shape/print.ts";
import type { DataBlock } from "../syntax/ast.ts";
import type { DataVariable, Table } from "./program.ts";
import type { Scope } from "./scope.ts";

/** `school: School[School]`: a variable that says which label each of its table's rows is about. */
export function isKey({ type }: Pick<DataVariable, "type">): boolean {
  const [dimension, ...others] = type.dimensions;
  return others.length === 0 && type.support.kind === "label" && type.support.dimension === dimension;
}

/** The dimensions whose labels a table's rows carry. */
export function keyedDimensions({ variables }: Pick<Table, "variables">): readonly Dimension[] {
  return variables.filter(isKey).flatMap(({ type }) => type.dimensions);
}

/** Names that several blocks read: a key may share its column's name with another table's column. */
export function repeatedNames(blocks: readonly DataBlock[]): ReadonlySet<string> {
  const names = blocks.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === "missing" ? [] : [item.name.text])),
  );
  return new Set(names.filter((name, place) => names.indexOf(name) !== place));
}

export function checkTables(scope: Scope, blocks: readonly DataBlock[], tables: readonly Table[]): void {
  const seen = new Map<string, DataBlock>();
  for (const block of blocks) {
    const name = block.name?.text ?? "without a name";
    const before = seen.get(name);
    seen.set(name, before ?? block);
    if (before === undefined) continue;
    scope.mistakes.report(
      "H0205",
      { what: "data block", name },
      {
        at: block.name?.span ?? wordOf(block),
        labels: [{ span: before.name?.span ?? wordOf(before), text: "the first" }],
        help: 'name them apart: data schools "schools.csv" { … }, which --data schools=FILE then finds',
      },
    );
  }
  for (const table of tables) {
    for (const variable of table.variables) checkMeeting(scope, table, variable, tables);
  }
}

/** Values by label, in a file whose order of labels nobody knows. */
function checkMeeting(scope: Scope, table: Table, variable: DataVariable, tables: readonly Table[]): void {
  const keyed = keyedDimensions(table);
  for (const dimension of variable.type.dimensions) {
    if (declaredLabels(dimension) !== null || keyed.includes(dimension)) continue;
    const column = tables
      .flatMap(({ variables }) => variables)
      .find(
        ({ type: { support } }) =>
          support.kind === "label" && ownerOf(support.dimension) === ownerOf(dimension),
      );
    if (column === undefined) continue;
    const { name } = dimension;
    scope.mistakes.report(
      "H0318",
      { name: variable.name, dimension: name },
      {
        at: variable.span,
        text: printType(variable.type),
        labels: [{ span: column.span, text: `the labels of ${name} are read here` }],
        help: `let a column of this block say it, ${name.toLowerCase()}: ${name}[${name}], or declare the labels in their order: dim ${name} = { … }`,
      },
    );
    return;
  }
}

function wordOf({ kind, span }: DataBlock) {
  return { ...span, end: span.start + kind.length };
}
