/** Graphs as text, one node a line: `%3: f32[100, 50] = tanh %2`. What `--emit graph` and `--emit optimised` show. */

import type { Graph, Node, OpName } from "./graph.ts";
import type { Type } from "./ops/op.ts";

/** Literals show so many of their values. */
const shownValues = 8;

export function printType({ shape, dtype }: Type): string {
  return `${dtype}[${shape.join(", ")}]`;
}

function printNumber(value: number): string {
  return (Object.is(value, -0) ? "-0" : String(value)).replace("Infinity", "∞").replaceAll("-", "−");
}

function printList(list: readonly number[]): string {
  return `[${list.map(printNumber).join(", ")}]`;
}

function printShort(values: readonly number[]): string {
  const shown = values.slice(0, shownValues).map(printNumber).join(", ");
  return values.length > shownValues ? `[${shown}, … ${values.length} in all]` : `[${shown}]`;
}

/** What an op takes beside its operands and the type of its result, which stands on the line already. */
function printAttributes(node: Node): readonly string[] {
  switch (node.op) {
    case "input":
      return [JSON.stringify(node.attributes.name)];
    case "constant":
      return [printNumber(node.attributes.value)];
    case "literal":
      return [printShort(node.attributes.values)];
    case "iota":
    case "concat":
      return [`axis ${node.attributes.axis}`];
    case "polygamma":
      return [`order ${node.attributes.order}`];
    case "broadcast":
      return [`along ${printList(node.attributes.axes)}`];
    case "transpose":
      return [`by ${printList(node.attributes.permutation)}`];
    case "slice":
      return [`from ${printList(node.attributes.start)}`, `to ${printList(node.attributes.stop)}`];
    case "pad":
      return [`before ${printList(node.attributes.before)}`, `after ${printList(node.attributes.after)}`];
    case "sum":
      return [`over ${printList(node.attributes.axes)}`];
    case "reduce_max":
      return [`over ${printList(node.attributes.axes)}`, ...(node.attributes.held === true ? ["held"] : [])];
    case "dot": {
      const { contract, batch } = node.attributes;
      const over = `over ${printList(contract[0])} and ${printList(contract[1])}`;
      if (batch[0].length === 0) return [over];
      return [over, `matching ${printList(batch[0])} and ${printList(batch[1])}`];
    }
    case "random":
      return [node.attributes.kind, `stream ${node.attributes.stream}`];
    case "triangular_solve":
      return node.attributes.transposed ? ["transposed"] : [];
    case "recur":
      return node.attributes.reverse ? ["last first"] : [];
    case "scan": {
      const { lags, steps, reverse } = node.attributes;
      return [`of lags ${printList(lags)}`, `${steps} steps${reverse ? ", last first" : ""}`];
    }
    default:
      return noAttributes(node);
  }
}

/** Ops that take nothing more to show; another one does not compile here. */
type Plain = Exclude<
  OpName,
  | "input"
  | "constant"
  | "literal"
  | "iota"
  | "concat"
  | "polygamma"
  | "broadcast"
  | "transpose"
  | "slice"
  | "pad"
  | "sum"
  | "reduce_max"
  | "dot"
  | "random"
  | "triangular_solve"
  | "scan"
  | "recur"
>;

function noAttributes(_node: Extract<Node, { op: Plain }>): readonly string[] {
  return [];
}

/** The body of a scan, further in. */
function printBody(node: Node): readonly string[] {
  if (node.op !== "scan") return [];
  return printGraph(node.attributes.body)
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`);
}

/** One line a node, then the outputs, by the given names where there are some. */
export function printGraph(graph: Graph, outputs: readonly string[] = []): string {
  const lines = graph.nodes.flatMap((node, id) => {
    const operands = node.operands.map((operand) => `%${operand}`).join(", ");
    const parts = [node.op, operands, ...printAttributes(node)].filter((part) => part !== "");
    return [`%${id}: ${printType(node)} = ${parts.join(" ")}`, ...printBody(node)];
  });
  const results = graph.outputs.map((id, i) =>
    outputs[i] === undefined ? `%${id}` : `${outputs[i]} = %${id}`,
  );
  return [...lines, `return ${results.join(", ")}`, ""].join("\n");
}
