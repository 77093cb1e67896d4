/** A checked program as text, for `--emit checked`: every name with its type, its dimensions' sizes and its place. */

import { positionOf } from "../diagnostic/position.ts";
import type { Span } from "../diagnostic/source.ts";
import type { OptionValue } from "../library/method.ts";
import type { Derived, Dimension } from "../shape/dimension.ts";
import { printDimensions, printType } from "../shape/print.ts";
import type {
  CheckedProgram,
  DataDefinition,
  DataVariable,
  DistributionCall,
  Expr,
  Infer,
  LikelihoodStatement,
  Network,
  NetworkLayer,
  PriorStatement,
  Table,
} from "./program.ts";

export function printChecked(program: CheckedProgram): string {
  const sections = [
    section("dimensions", program.dimensions.map(printDimension)),
    ...program.tables.map((table) =>
      section(tableHead(table), [
        ...table.variables.map(printVariable),
        ...table.definitions.map(printDefinition),
      ]),
    ),
    ...program.networks.map((network) => section(networkHead(network), printLayers(network.layers))),
    section("prior", program.prior.map(printStatement)),
    section("likelihood", program.likelihood.map(printStatement)),
    ...program.infers.map((infer) => section(inferHead(infer), printOptions(infer))),
  ];
  const rows = program.rows === null ? "one row" : `rows ${program.rows.name}`;
  return `model ${program.name}, ${rows}\n${sections.join("")}`;
}

function section(head: string, lines: readonly string[]): string {
  return `\n${head}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

function at(span: Span): string {
  const { line, column } = positionOf(span.source, span.start);
  return `  @${line}:${column}`;
}

function printDerived(derived: Derived): string {
  if (derived.kind === "windows")
    return `windows of ${derived.width} every ${derived.stride} in ${derived.of.id}`;
  return derived.terms.map((term) => term.map(({ id }) => id).join(" * ") || "1").join(" + ");
}

function printDimension({ id, origin, size, labels, derived }: Dimension): string {
  const named = labels !== null && labels.length <= 8 ? ` { ${labels.join(", ")} }` : "";
  const follows = derived === undefined ? "known when data is bound" : printDerived(derived);
  return `${id}: ${origin}, ${size ?? follows}${named}`;
}

function tableHead(table: Table): string {
  const sources = table.sources.map((source) => ` ${JSON.stringify(source)}`).join(",");
  const missing = table.missing === "drop" ? ", incomplete rows dropped" : "";
  return `data${table.name === null ? "" : ` ${table.name}`}${sources}${missing}${at(table.span)}`;
}

function printVariable(variable: DataVariable): string {
  const columns = variable.columns.map(({ first, last }) => {
    const from = JSON.stringify(first);
    return last === null ? from : `${from}..${JSON.stringify(last)}`;
  });
  const from = columns.length === 0 ? "" : ` from ${columns.join(", ")}`;
  const how = `${variable.standardized ? " standardized" : ""}${variable.response ? ", response" : ""}`;
  return `${variable.name}: ${printType(variable.type)}${from}${how}${at(variable.span)}`;
}

function printDefinition({ name, type, value, response, span }: DataDefinition): string {
  return `${name}: ${printType(type)} = ${printExpr(value)}${response ? ", response" : ""}${at(span)}`;
}

function networkHead(network: Network): string {
  const outputs = network.outputs.map(
    ({ head, type }) => `${head === null ? "" : `${head}: `}${printType(type)}`,
  );
  const gives = network.outputs.some(({ head }) => head !== null)
    ? `{ ${outputs.join(", ")} }`
    : outputs.join(", ");
  return `network ${network.name}: ${printType(network.input)} -> ${gives}${at(network.span)}`;
}

function printLayers(layers: readonly NetworkLayer[], indent = ""): readonly string[] {
  return layers.flatMap(({ label, layer, activation, size, rate, input, output, weights, body, span }) => {
    const from =
      input.support.kind === "label" ? printType(input) : printDimensions(input.dimensions) || "scalar";
    const shape = `${from} -> ${printDimensions(output) || "scalar"}`;
    const tensors = weights.map(({ role, type }) => `${role}: ${printType(type)}`).join(", ");
    const setting = size ?? rate;
    const then = `${setting === null ? "" : ` ${setting}`}${activation === null ? "" : `, ${activation.name}`}`;
    const of = tensors === "" ? "" : `; ${tensors}`;
    const line = `${indent}${label}: ${layer.name}${then} ${shape}${of}${at(span)}`;
    return [line, ...printLayers(body, `${indent}  `)];
  });
}

function printStatement(statement: PriorStatement | LikelihoodStatement): string {
  const place = at(statement.span);
  switch (statement.kind) {
    case "latent":
      return `${statement.name}: ${printType(statement.type)} ~ ${statement.nonCentred === true ? "non-centred " : ""}${printCall(statement.distribution)}${place}`;
    case "deterministic":
      return `${statement.name}: ${printType(statement.type)} = ${printExpr(statement.value)}${place}`;
    case "observation": {
      const { name, type } = statement.response;
      return `${name}: ${printType(type)} ~ ${printCall(statement.distribution)}${place}`;
    }
  }
}

function printCall({ distribution, arguments: given }: DistributionCall): string {
  const values = Object.entries(given).map(
    ([name, value]) => `${name} = ${printExpr(value)}: ${printType(value.type)}`,
  );
  return `${distribution.name}(${values.join(", ")})`;
}

/** Fully bracketed, so that nothing is left to precedence. */
export function printExpr(expr: Expr): string {
  switch (expr.kind) {
    case "number":
      return String(expr.value);
    case "reference":
      return expr.name;
    case "size":
      return `size(${expr.dimensions.map(({ id }) => id).join(" * ")})`;
    case "label":
      return `${expr.dimension.name}.${JSON.stringify(expr.label)}`;
    case "negate":
      return `-${printExpr(expr.operand)}`;
    case "binary":
      return `(${printExpr(expr.left)} ${expr.operator} ${printExpr(expr.right)})`;
    case "contract":
      return `(${printExpr(expr.left)} @${expr.over.name} ${printExpr(expr.right)})`;
    case "reduce":
      return `${expr.reduction}(${printExpr(expr.operand)} over ${expr.over.name})`;
    case "cumulate":
      return `cumsum(${printExpr(expr.operand)} over ${expr.over.name})`;
    case "lag": {
      const start = expr.start === null ? "" : `, start = ${printExpr(expr.start)}`;
      return `lag(${printExpr(expr.operand)} over ${expr.over.name}, ${expr.by}${start})`;
    }
    case "call":
      return `${expr.function}(${expr.arguments.map(printExpr).join(", ")})`;
    case "apply":
      return `${expr.network.name}(${printExpr(expr.argument)})${expr.head === null ? "" : `.${expr.head}`}`;
    case "index":
      return `${printExpr(expr.array)}[${printExpr(expr.by)}]`;
  }
}

function inferHead(infer: Infer): string {
  const own = infer.name === infer.method.name ? "" : ` ${infer.name}:`;
  return `infer${own} ${infer.method.name}${at(infer.span)}`;
}

function printOptions(infer: Infer): readonly string[] {
  return Object.entries(infer.options).map(([name, value]) => {
    const span = infer.spans[name];
    return `${name} = ${printValue(value)}${span === undefined ? "" : at(span)}`;
  });
}

function printValue(value: OptionValue | null): string {
  if (value === null) return "left to the method";
  if (typeof value === "number") return String(value);
  const entries = Object.entries(value.arguments).map(([name, number]) => `${name} = ${number}`);
  return entries.length === 0 ? value.choice : `${value.choice}(${entries.join(", ")})`;
}
