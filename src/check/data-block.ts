/** `data "file.csv" { … }`: variables with their types and columns; the first mention of a dimension introduces it. */

import { isDiscrete, type ValueType } from "../shape/support.ts";
import { printSupport } from "../shape/print.ts";
import type { DataBlock, DataItem } from "../syntax/ast.ts";
import { checkDataDefinition } from "./data-definition.ts";
import type { DataDefinition, DataVariable, Table } from "./program.ts";
import { declare, type Scope } from "./scope.ts";
import { isKey } from "./tables.ts";
import { resolveType } from "./types.ts";
import { nearest } from "./unknown.ts";

type Variable = Extract<DataItem, { kind: "variable" }>;

/** `responses`: the names that stand left of `~` in the likelihood; `repeated`: those that several items of data have. */
export function checkData(
  scope: Scope,
  block: DataBlock,
  responses: ReadonlySet<string>,
  repeated: ReadonlySet<string>,
): Table {
  const definitions: DataDefinition[] = [];
  const variables: DataVariable[] = [];
  let missing: { readonly policy: Table["missing"]; readonly span: DataBlock["span"] } | null = null;
  for (const item of block.items) {
    switch (item.kind) {
      case "variable": {
        const type = checkVariable(scope, item);
        const key = type !== null && isKey({ type });
        // A key may be called as the column that it meets: it is no value then.
        const hidden = key && repeated.has(item.name.text);
        if (!hidden) declareData(scope, item, type);
        if (key) scope.used.add(item.name.text);
        if (type === null) break;
        const variable = variableOf(item, type, responses);
        variables.push(hidden ? hide(variable, block) : variable);
        break;
      }
      case "definition":
        {
          const definition = checkDataDefinition(scope, item, responses);
          if (definition !== null) definitions.push(definition);
        }
        break;
      case "missing":
        if (missing !== null) {
          scope.mistakes.report(
            "H0205",
            { what: "policy", name: "missing" },
            { at: item.span, text: "a second time", labels: [{ span: missing.span, text: "the first" }] },
          );
        }
        missing = { policy: policyOf(scope, item), span: item.span };
        break;
    }
  }
  return {
    name: block.name?.text ?? null,
    sources: block.sources.map((source) => source.text),
    variables,
    definitions,
    missing: missing?.policy ?? "error",
    span: block.span,
  };
}

function declareData(scope: Scope, item: Variable, type: ValueType | null) {
  declare(scope, {
    what: "data",
    name: item.name.text,
    span: item.name.span,
    element: item.type.element.span,
    type,
    network: null,
    local: false,
  });
}

/** Under a name that nobody can write. */
function hide(variable: DataVariable, block: DataBlock): DataVariable {
  const { name, columns, span } = variable;
  const own = columns.length > 0 ? columns : [{ first: name, last: null, span }];
  return { ...variable, name: `${block.name?.text ?? "data"}.${name}`, columns: own, response: false };
}

function variableOf(item: Variable, type: ValueType, responses: ReadonlySet<string>): DataVariable {
  return {
    kind: "data",
    name: item.name.text,
    type,
    columns: item.columns.map(({ first, last, span }) => ({
      first: first.text,
      last: last?.text ?? null,
      span,
    })),
    standardized: item.standardized !== null,
    response: responses.has(item.name.text),
    span: item.span,
  };
}

function checkVariable(scope: Scope, item: Variable): ValueType | null {
  const type = resolveType(scope, item.type, true);
  if (type === null) return null;
  const { name } = item;
  const several = item.columns.length > 1 || item.columns.some((range) => range.last !== null);
  const [range] = item.columns;
  if (several && type.dimensions.length <= 1 && range !== undefined) {
    const element = printSupport(type.support);
    const [rows] = type.dimensions;
    scope.mistakes.report(
      "H0312",
      { name: name.text },
      {
        at: range.span,
        text: "more than one column",
        labels: [
          { span: item.type.span, text: rows === undefined ? `one ${element}` : `one ${element} a row` },
        ],
        help: `give the columns a dimension of their own: ${name.text}: ${element}[${rows?.name ?? "N"}, D]`,
      },
    );
  }
  if (item.standardized === null || type.support.kind === "real") return type;
  return refuseStandardized(scope, item, type);
}

/** Standardizing centres at 0, so only reals stay what they are. */
function refuseStandardized(scope: Scope, item: Variable, type: ValueType): null {
  const { element } = item.type;
  const continuous = !isDiscrete(type.support);
  const makeReal = { span: element.span, text: "real" };
  const notReal = "standardizing centres the values at 0 and scales them, so they are no longer ";
  return scope.mistakes.report(
    "H0313",
    { name: item.name.text, type: printSupport(type.support) },
    {
      at: item.standardized,
      text: notReal + printSupport(type.support),
      labels: [{ span: element.span, text: "declared here" }],
      help: continuous
        ? `declare it real, or leave standardized out`
        : "leave standardized out, or declare the column real to treat its values as measurements",
      edits: continuous && item.type.arguments.length === 0 ? [makeReal] : [],
    },
  );
}

function policyOf(scope: Scope, item: Extract<DataItem, { kind: "missing" }>): Table["missing"] {
  if (item.policy.text === "drop") return "drop";
  scope.mistakes.report(
    "H0202",
    { kind: "missing policy", name: item.policy.text },
    {
      at: item.policy.span,
      ...nearest(
        item.policy.text,
        item.policy.span,
        ["drop"],
        "write missing = drop to leave incomplete rows out; without it an empty cell is an error",
      ),
    },
  );
  return "error";
}
