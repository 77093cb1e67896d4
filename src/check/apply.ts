/** A network in an expression: `f(x)` on one example, lifted over every dimension its input lacks; `f(x).mean` is one head. */

import type { Span } from "../diagnostic/source.ts";
import { without } from "../shape/align.ts";
import { listNames, printDimensions, printType } from "../shape/print.ts";
import type { Name } from "../syntax/ast.ts";
import { numeric } from "./operators.ts";
import type { Expr, Network } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";
import { nearest } from "./unknown.ts";

export function applyNetwork(
  scope: Scope,
  network: Network,
  operands: readonly Expr[],
  callee: Name,
  span: Span,
  head: Name | null,
): Expr | null {
  const [argument] = operands;
  const input = printType(network.input);
  const holes = { network: callee.text, input };
  const declaration = scope.values.get(network.name)?.span ?? network.span;
  const declared = { span: declaration, text: `${callee.text} is declared here` };
  if (argument === undefined || operands.length > 1) {
    return scope.mistakes.report("H0307", holes, {
      at: callee.span,
      text: `one argument, not ${operands.length}`,
      labels: [declared],
    });
  }
  if (!takes(scope, network, argument)) return null;
  const missing = without(network.input.dimensions, argument.type.dimensions);
  const extra = without(argument.type.dimensions, network.input.dimensions);
  if (missing.length > 0) {
    return scope.mistakes.report("H0307", holes, {
      at: argument.span,
      text: `${excerpt(argument.span)} is ${printType(argument.type)}, without ${printDimensions(missing)}`,
      labels: [declared],
      notes: missing.some(({ origin }) => origin === "anonymous")
        ? ["a size written as a number is a dimension of its own: name it, as data does"]
        : [],
    });
  }
  const output = outputOf(scope, network, span, head);
  if (output === null) return null;
  const twice = output.type.dimensions.filter((dimension) => extra.includes(dimension));
  if (twice.length > 0) {
    return scope.mistakes.report(
      "H0301",
      {},
      {
        at: argument.span,
        text: `${printDimensions(twice)} is a dimension of each example and of ${callee.text}'s output`,
        labels: [declared],
      },
    );
  }
  const type = { support: output.type.support, dimensions: [...extra, ...output.type.dimensions] };
  return { kind: "apply", network, argument, head: output.head, type, span };
}

/** Numbers, or labels of the very dimension. */
function takes(scope: Scope, network: Network, argument: Expr): boolean {
  const wanted = network.input.support;
  if (wanted.kind !== "label") return numeric(scope, argument) !== null;
  const { support } = argument.type;
  if (support.kind === "label" && support.dimension === wanted.dimension) return true;
  scope.mistakes.report(
    "H0307",
    { network: network.name, input: printType(network.input) },
    {
      at: argument.span,
      text: `${excerpt(argument.span)} is ${printType(argument.type)}, not a label of ${wanted.dimension.name}`,
      labels: [{ span: network.span, text: `${network.name} is declared here` }],
    },
  );
  return false;
}

function outputOf(scope: Scope, network: Network, span: Span, head: Name | null) {
  const heads = network.outputs.flatMap((output) => output.head ?? []);
  if (head === null) {
    const [only] = network.outputs;
    if (heads.length === 0 && only !== undefined) return only;
    const written = excerpt(span);
    const forms = heads.map((name) => `${written === "this" ? `${network.name}(…)` : written}.${name}`);
    return scope.mistakes.report(
      "H0210",
      { name: `${network.name}(…)`, is: "a network with heads", use: "a value" },
      { at: span, text: "which of its heads?", help: `write ${listNames(forms, "or")}` },
    );
  }
  const named = network.outputs.find((output) => output.head === head.text);
  if (named !== undefined) return named;
  const fallback =
    heads.length === 0
      ? `${network.name} gives one value: leave .${head.text} out`
      : `its heads are ${listNames(heads)}`;
  return scope.mistakes.report(
    "H0209",
    { owner: network.name, what: "head", name: head.text },
    { at: head.span, ...nearest(head.text, head.span, heads, fallback) },
  );
}
