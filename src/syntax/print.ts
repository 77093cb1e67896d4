/**
 * A program in the one layout: two spaces, a line a statement, an empty line between blocks. Columns and `standardized` stand
 * below one another, and so do the tildes of untyped neighbours.
 */

import type {
  Block,
  DataItem,
  DimBlock,
  LayerNode,
  NetworkBlock,
  Statement,
  Syntax,
  TypeNode,
} from "./ast.ts";
import { printArguments, printColumn, printExpression, printLabel, printQuoted } from "./print-expression.ts";

/** The whole program, its last line ended. Reading it gives the same tree; printing that gives the same text. */
export function print(syntax: Pick<Syntax, "blocks">): string {
  const { blocks } = syntax;
  return blocks
    .map((block, i) => {
      const before = blocks[i - 1];
      const apart = before === undefined ? "" : before.kind === "dim" && block.kind === "dim" ? "\n" : "\n\n";
      return apart + printBlock(block);
    })
    .join("")
    .concat(blocks.length === 0 ? "" : "\n");
}

function printBlock(block: Block): string {
  switch (block.kind) {
    case "model":
      return `model ${block.name.text}`;
    case "dim":
      return `dim ${block.name.text} = ${printDimValue(block.value)}`;
    case "data": {
      const sources = block.sources.map((source) => printQuoted(source.text)).join(", ");
      const head = ["data", block.name?.text ?? "", sources].filter((part) => part !== "").join(" ");
      return braced(head, printDataItems(block.items));
    }
    case "network":
      return braced(
        `network ${block.name.text}: ${printType(block.input)} -> ${printOutput(block.output)}`,
        block.layers.flatMap(printLayer),
      );
    case "prior":
    case "likelihood":
      return braced(block.kind, printStatements(block.statements));
    case "infer": {
      const head = `infer ${block.name === null ? "" : `${block.name.text}: `}${block.method.text}`;
      const options = block.options.map(({ name, value }) => `${name.text} = ${printExpression(value)}`);
      return options.length === 0 ? head : braced(head, options);
    }
  }
}

function braced(head: string, lines: readonly string[]): string {
  return lines.length === 0
    ? `${head} {}`
    : [`${head} {`, ...lines.map((line) => `  ${line}`), "}"].join("\n");
}

function printDimValue(value: DimBlock["value"]): string {
  switch (value.kind) {
    case "size":
      return value.size.text;
    case "range":
      return `${value.low.text}..${value.high.text}`;
    case "labels":
      return `{ ${value.labels.map((label) => printLabel(label.text)).join(", ")} }`;
    case "twin":
      return value.dimension.text;
  }
}

function printType(type: TypeNode): string {
  const ordered = type.ordered === null ? "" : "ordered ";
  const parameters = type.arguments.length === 0 ? "" : `(${type.arguments.map(printExpression).join(", ")})`;
  const dimensions = type.dimensions.map((dimension) =>
    dimension.kind === "name" ? dimension.name.text : dimension.size.text,
  );
  const shape = dimensions.length === 0 ? "" : `[${dimensions.join(", ")}]`;
  return `${ordered}${type.element.text}${parameters}${shape}`;
}

/** Neighbouring variables stand in three columns: `x: real[N]`, `from a..b`, `standardized`. */
function printDataItems(items: readonly DataItem[]): string[] {
  return runs(items, (item) => item.kind === "variable").flatMap((run) => {
    const rows = run.map((item) => {
      switch (item.kind) {
        case "missing":
          return [`missing = ${item.policy.text}`];
        case "definition": {
          const type = item.type === null ? "" : `: ${printType(item.type)}`;
          return [`${item.name.text}${type} = ${printExpression(item.value)}`];
        }
        case "variable": {
          const columns = item.columns.map(({ first, last }) =>
            [first, ...(last === null ? [] : [last])].map((name) => printColumn(name.text)).join(".."),
          );
          return [
            `${item.name.text}: ${printType(item.type)}`,
            columns.length === 0 ? "" : `from ${columns.join(", ")}`,
            item.standardized === null ? "" : "standardized",
          ];
        }
      }
    });
    return table(rows, [" ", "   "]);
  });
}

function printOutput(output: NetworkBlock["output"]): string {
  if (output.kind === "type") return printType(output.type);
  return `{ ${output.heads.map(({ name, type }) => `${name.text}: ${printType(type)}`).join(", ")} }`;
}

function printLayer(layer: LayerNode): string[] {
  const label = layer.label === null ? "" : `${layer.label.text}: `;
  const given = layer.arguments.length === 0 ? "" : printArguments(layer.arguments);
  const head = `${label}${layer.layer.text}${given}`;
  return layer.body === null ? [head] : braced(head, layer.body.flatMap(printLayer)).split("\n");
}

/** Neighbours without a type are aligned at the tilde. */
function printStatements(statements: readonly Statement[]): string[] {
  return runs(statements, ({ kind, type }) => kind === "draw" && type === null).flatMap((run) =>
    table(
      run.map((statement) => {
        const name = statement.target.parts.map((part) => part.text).join(".");
        const target = statement.type === null ? name : `${name}: ${printType(statement.type)}`;
        return statement.kind === "draw"
          ? [target, `~ ${printExpression(statement.distribution)}`]
          : [target, `= ${printExpression(statement.value)}`];
      }),
      [" "],
    ),
  );
}

/** Neighbours that belong together, the others each alone. */
function runs<T>(items: readonly T[], together: (item: T) => boolean): T[][] {
  const found: T[][] = [];
  let open = false;
  for (const item of items) {
    const joins = together(item);
    if (open && joins) found.at(-1)?.push(item);
    else found.push([item]);
    open = joins;
  }
  return found;
}

/** Rows of cells, padded to columns; a column that is empty in every row takes no room. Widths are in code points. */
function table(rows: readonly (readonly string[])[], gaps: readonly string[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, Array.from(cell).length)));
  return rows.map((row) => {
    let line = "";
    row.forEach((cell, i) => {
      const width = widths[i] ?? 0;
      if (width === 0) return;
      const gap = i === 0 ? "" : (gaps[i - 1] ?? " ");
      line += gap + cell + " ".repeat(width - Array.from(cell).length);
    });
    return line.trimEnd();
  });
}
