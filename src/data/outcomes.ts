/** What only the responses need of the data: new data for a prediction may lack it, and so may data to simulate with. */

import type { CheckedProgram, DataDefinition, DataVariable, Expr } from "../check/program.ts";
import { expressionsOf, walk } from "../check/walk.ts";
import { declaredLabels, ownerOf } from "../shape/dimension.ts";
import type { Field } from "./fields.ts";
import { labelDimension } from "./labels.ts";

/** Names of data variables that are responses, or only go into responses that are calculated. */
export function outcomesOf(program: CheckedProgram): ReadonlySet<string> {
  const definitions = program.tables.flatMap((table) => table.definitions).toReversed();
  const needed = namesIn(expressionsOf(program));
  // Later definitions first: what a needed one refers to is needed too.
  for (const definition of definitions) addParts(definition, needed);
  const data = program.tables.flatMap((table) => [...table.variables, ...table.definitions]);
  const observed = new Set(data.flatMap(({ name, response }) => (response ? [name] : [])));
  for (const definition of definitions) addParts(definition, observed);
  return new Set([...observed].filter((name) => !needed.has(name)));
}

/** Whether the program and the fields there are say how large the absent variables are, and which labels they have. */
export function areShown(absent: readonly DataVariable[], fields: readonly Field[]): boolean {
  const sized = new Set(fields.flatMap(({ variable }) => variable.type.dimensions.map(ownerOf)));
  const labelled = new Set(fields.map(labelDimension));
  return absent.every(({ type: { dimensions, support } }) => {
    const own = support.kind === "label" ? ownerOf(support.dimension) : null;
    const known = own === null || declaredLabels(own) !== null || labelled.has(own);
    return (
      known &&
      dimensions.map(ownerOf).every((each) => each.size !== null || sized.has(each) || labelled.has(each))
    );
  });
}

function addParts(definition: DataDefinition, into: Set<string>): void {
  if (!into.has(definition.name)) return;
  for (const name of namesIn(walk(definition.value))) into.add(name);
}

function namesIn(expressions: Iterable<Expr>): Set<string> {
  return new Set([...expressions].flatMap((expr) => (expr.kind === "reference" ? [expr.name] : [])));
}
