/** What only the responses need of the data: new data for a prediction may lack it. */

import type { CheckedProgram, DataDefinition, Expr } from "../check/program.ts";
import { expressionsOf, walk } from "../check/walk.ts";

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

function addParts(definition: DataDefinition, into: Set<string>): void {
  if (!into.has(definition.name)) return;
  for (const name of namesIn(walk(definition.value))) into.add(name);
}

function namesIn(expressions: Iterable<Expr>): Set<string> {
  return new Set([...expressions].flatMap((expr) => (expr.kind === "reference" ? [expr.name] : [])));
}
