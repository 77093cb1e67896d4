/** Data from TypeScript, taken apart by the model's blocks: what a file's `NAME=FILE` does on the command line. */

import type { CheckedProgram } from "../check/program.ts";
import { failure, success, type Outcome } from "../diagnostic/diagnostic.ts";
import type { DataSource } from "./columns.ts";
import { arraysSource } from "./values.ts";

/**
 * `{ schools: [{ school: "a", u: 2 }], school: ["a", "a"], y: [1, 2] }`: under a block's name stand records or columns by name,
 * which are that block's own; all else is for every block.
 */
export function sourcesOf(program: CheckedProgram, data: unknown): Outcome<readonly DataSource[]> {
  const entries = isRecord(data) ? Object.entries(data) : [];
  const names = new Set(program.tables.map(({ name }) => name));
  const own = entries.filter(([name, value]) => names.has(name) && isTable(value));
  if (own.length === 0) {
    const whole = arraysSource(data);
    return whole.ok ? success([whole.value]) : whole;
  }
  const rest = entries.filter((entry) => !own.includes(entry));
  const outcomes = [
    ...(rest.length === 0 ? [] : [arraysSource(Object.fromEntries(rest))]),
    ...own.map(([block, value]): Outcome<DataSource> => {
      const source = arraysSource(value, `the data passed, ${block}`);
      return source.ok ? success({ ...source.value, block }) : source;
    }),
  ];
  const faults = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.diagnostics));
  if (faults.length > 0) return failure(...faults);
  return success(outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])));
}

/** Records, or columns by name: no variable's value is either. */
function isTable(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 && value.every(isRecord) : isRecord(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}
