/** From the parser's tree of a block to ours. */

import type { Rule } from "../../grammar/hunch.ohm-bundle.js";
import type {
  Block,
  ColumnRange,
  DataItem,
  DimBlock,
  LayerNode,
  NetworkBlock,
  Path,
  Statement,
} from "./ast.ts";
import type { TypeNode } from "./ast.ts";
import { buildArguments, buildExpression } from "./build-expression.ts";
import { type Context, items, nameOf, numberOf, optional, spanOf } from "./context.ts";

export function buildBlock(context: Context, node: Rule<"Block">): Block {
  const [block] = node.children;
  const span = spanOf(context, block);
  switch (block.ctorName) {
    case "Model":
      return { kind: "model", name: nameOf(context, block.children[1]), span };
    case "Dim": {
      const [, name, , value] = block.children;
      return { kind: "dim", name: nameOf(context, name), value: buildDimValue(context, value), span };
    }
    case "Data": {
      const [, name, sources, , contents] = block.children;
      const table = optional(name);
      return {
        kind: "data",
        name: table === null ? null : nameOf(context, table),
        sources: items(sources).map((source) => nameOf(context, source)),
        items: contents.children.map((item) => buildDataItem(context, item)),
        span,
      };
    }
    case "Network": {
      const [, name, , input, , output, layers] = block.children;
      return {
        kind: "network",
        name: nameOf(context, name),
        input: buildType(context, input),
        output: buildOutput(context, output),
        layers: buildLayers(context, layers),
        span,
      };
    }
    case "Prior":
    case "Likelihood": {
      const [, statements] = block.children[1].children;
      return {
        kind: block.ctorName === "Prior" ? "prior" : "likelihood",
        statements: statements.children.map((statement) => buildStatement(context, statement)),
        span,
      };
    }
    case "Infer": {
      const [, label, method, options] = block.children;
      const name = optional(label);
      return {
        kind: "infer",
        name: name === null ? null : nameOf(context, name.children[0]),
        method: nameOf(context, method),
        options: (optional(options)?.children[1].children ?? []).map((option) => ({
          name: nameOf(context, option.children[0]),
          value: buildExpression(context, option.children[2]),
          span: spanOf(context, option),
        })),
        span,
      };
    }
  }
}

function buildDimValue(context: Context, node: Rule<"DimValue">): DimBlock["value"] {
  const [value] = node.children;
  switch (value.ctorName) {
    case "DimValue_range": {
      const [low, , high] = value.children;
      return { kind: "range", low: numberOf(context, low), high: numberOf(context, high) };
    }
    case "DimValue_size":
      return { kind: "size", size: numberOf(context, value.children[0]) };
    case "DimValue_labels":
      return { kind: "labels", labels: items(value.children[1]).map((label) => nameOf(context, label)) };
    case "DimValue_twin":
      return { kind: "twin", dimension: nameOf(context, value.children[0]) };
  }
}

function buildDataItem(context: Context, node: Rule<"DataItem">): DataItem {
  const [item] = node.children;
  const span = spanOf(context, item);
  switch (item.ctorName) {
    case "Missing":
      return { kind: "missing", policy: nameOf(context, item.children[2]), span };
    case "Derived": {
      const [name, type, , value] = item.children;
      return {
        kind: "definition",
        name: nameOf(context, name),
        type: buildOptionalType(context, optional(type)),
        value: buildExpression(context, value),
        span,
      };
    }
    case "Variable": {
      const [name, type, columns, standardized] = item.children;
      const word = optional(standardized);
      return {
        kind: "variable",
        name: nameOf(context, name),
        type: buildType(context, type.children[1]),
        columns: columns.children.flatMap((list) =>
          items(list.children[1]).map((column) => buildColumn(context, column)),
        ),
        standardized: word === null ? null : spanOf(context, word),
        span,
      };
    }
  }
}

function buildColumn(context: Context, node: Rule<"Column">): ColumnRange {
  const [column] = node.children;
  const [first, , last] = column.children;
  return {
    first: nameOf(context, first),
    last: last === undefined ? null : nameOf(context, last),
    span: spanOf(context, column),
  };
}

function buildOptionalType(context: Context, node: Rule<"Of"> | null): TypeNode | null {
  return node === null ? null : buildType(context, node.children[1]);
}

function buildType(context: Context, node: Rule<"Type">): TypeNode {
  const [type] = node.children;
  const [ordered, element, parameters, dimensions] =
    type.ctorName === "Type_ordered" ? type.children : ([null, ...type.children] as const);
  const given = optional(parameters);
  const listed = optional(dimensions);
  return {
    ordered: ordered === null ? null : spanOf(context, ordered),
    element: nameOf(context, element),
    arguments:
      given === null
        ? []
        : [given.children[1], ...given.children[3].children].map((argument) =>
            buildExpression(context, argument),
          ),
    dimensions: (listed === null ? [] : items(listed.children[1])).map(({ children: [dimension] }) => {
      const span = spanOf(context, dimension);
      return dimension.ctorName === "number"
        ? { kind: "size", size: numberOf(context, dimension), span }
        : { kind: "name", name: nameOf(context, dimension), span };
    }),
    span: spanOf(context, type),
  };
}

function buildOutput(context: Context, node: Rule<"Output">): NetworkBlock["output"] {
  const [output] = node.children;
  if (output.ctorName === "Output_type")
    return { kind: "type", type: buildType(context, output.children[0]) };
  const heads = items(output.children[1]).map(({ children: [name, type] }) => ({
    name: nameOf(context, name),
    type: buildType(context, type.children[1]),
  }));
  return { kind: "heads", heads };
}

function buildLayers(context: Context, node: Rule<"Layers">): readonly LayerNode[] {
  return node.children[1].children.map((layer): LayerNode => {
    const [label, name, list, body] = layer.children;
    const labelled = optional(label);
    const given = optional(list);
    const inner = optional(body);
    return {
      label: labelled === null ? null : nameOf(context, labelled.children[0]),
      layer: nameOf(context, name),
      arguments: given === null ? [] : buildArguments(context, given),
      body: inner === null ? null : buildLayers(context, inner),
      span: spanOf(context, layer),
    };
  });
}

function buildStatement(context: Context, node: Rule<"Statement">): Statement {
  const [statement] = node.children;
  const [path, of, , right] = statement.children;
  const target: Path = {
    parts: items(path.children[0]).map((part) => nameOf(context, part)),
    span: spanOf(context, path),
  };
  const type = buildOptionalType(context, optional(of));
  const value = buildExpression(context, right);
  const span = spanOf(context, statement);
  return statement.ctorName === "Statement_draw"
    ? { kind: "draw", target, type, distribution: value, span }
    : { kind: "definition", target, type, value, span };
}
