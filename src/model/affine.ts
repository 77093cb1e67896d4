/** How an expression depends on the latents: not at all, affinely, or otherwise, and then which part of it is to blame. */

import type { Expr, FunctionName, Network, NetworkLayer, PriorStatement } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Span } from "../diagnostic/source.ts";
import { weightName } from "./network.ts";

export type Dependence =
  /** `latents`: the names it depends on; none makes it constant. */
  | { readonly kind: "affine"; readonly latents: ReadonlySet<string> }
  | { readonly kind: "otherwise"; readonly at: Span; readonly why: string };

type Affine = Extract<Dependence, { kind: "affine" }>;

/** Quantities that expressions refer to by name: latents, and deterministics with their values. */
export type Statements = ReadonlyMap<string, PriorStatement>;

export function dependence(expr: Expr, statements: Statements): Dependence {
  const of = (operand: Expr): Dependence => dependence(operand, statements);
  switch (expr.kind) {
    case "number":
    case "size":
    case "label":
      return constant;
    case "reference":
      return ofReference(expr, statements);
    case "negate":
      return of(expr.operand);
    case "binary":
      return ofBinary(expr, of);
    case "contract":
      return product(expr, of(expr.left), of(expr.right));
    case "reduce": {
      const operand = of(expr.operand);
      const linear = expr.reduction === "sum" || expr.reduction === "mean";
      return linear ? operand : needsConstant(operand, expr.span, expr.reduction);
    }
    case "call":
      return ofCall(expr.function, expr, of);
    case "apply":
      return ofNetwork(expr.network, expr.span, of(expr.argument));
    case "index":
      return all([of(expr.array), needsConstant(of(expr.by), expr.by.span, "an index")]);
  }
}

const constant: Affine = { kind: "affine", latents: new Set() };

function ofReference(expr: Extract<Expr, { kind: "reference" }>, statements: Statements): Dependence {
  if (expr.target === "data" || expr.target === "definition") return constant;
  const statement = statements.get(expr.name);
  if (statement === undefined) throw new Bug(`${expr.name} is referred to and declared nowhere`);
  if (statement.kind === "latent") return { kind: "affine", latents: new Set([expr.name]) };
  return dependence(statement.value, statements);
}

function ofBinary(expr: Extract<Expr, { kind: "binary" }>, of: (e: Expr) => Dependence): Dependence {
  const left = of(expr.left);
  const right = of(expr.right);
  switch (expr.operator) {
    case "+":
    case "-":
      return all([left, right]);
    case "*":
      return product(expr, left, right);
    case "/":
      return all([left, needsConstant(right, expr.right.span, "a divisor")]);
    case "^":
      if (expr.right.kind === "number" && expr.right.value === 1) return left;
      return all([
        needsConstant(left, expr.span, "a power"),
        needsConstant(right, expr.right.span, "an exponent"),
      ]);
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return all([left, right].map((side) => needsConstant(side, expr.span, "a comparison")));
  }
}

function ofCall(
  name: FunctionName,
  expr: Extract<Expr, { kind: "call" }>,
  of: (e: Expr) => Dependence,
): Dependence {
  const operands = expr.arguments.map(of);
  if (name !== "where") return all(operands.map((operand) => needsConstant(operand, expr.span, name)));
  const [condition = constant, ...branches] = operands;
  return all([needsConstant(condition, expr.arguments[0]?.span ?? expr.span, "a condition"), ...branches]);
}

/** A network is affine in its weights only where nothing of it multiplies or bends them: one dense layer, no activation. */
function ofNetwork(network: Network, span: Span, argument: Dependence): Dependence {
  if (argument.kind === "otherwise") return argument;
  const bent = network.layers.find(
    (layer) => layer.activation !== null && layer.activation.name !== "identity",
  );
  if (bent !== undefined) {
    return otherwise(
      bent.span,
      `${bent.activation?.name ?? "its activation"} is not linear in the weights of ${network.name}`,
    );
  }
  const [, second] = network.layers;
  if (second !== undefined) return otherwise(second.span, "the weights of two layers are multiplied");
  if (network.outputs.some((output) => output.type.support.kind !== "real")) {
    return otherwise(
      span,
      `the output of ${network.name} is kept in its range by a function that is not linear`,
    );
  }
  if (argument.latents.size > 0)
    return otherwise(span, `the weights of ${network.name} multiply ${list(argument)}`);
  const weights = network.layers.flatMap((layer) => weightNames(network, layer));
  return { kind: "affine", latents: new Set(weights) };
}

function weightNames(network: Network, layer: NetworkLayer): readonly string[] {
  return layer.weights.map(({ role }) => weightName(network, layer, role));
}

function product(expr: Expr, left: Dependence, right: Dependence): Dependence {
  const both = all([left, right]);
  if (left.kind === "otherwise" || right.kind === "otherwise") return both;
  if (left.latents.size === 0 || right.latents.size === 0) return both;
  return otherwise(expr.span, `latents are multiplied: ${list(left)} by ${list(right)}`);
}

/** Of several parts: the first that is not affine, else all their latents. */
function all(parts: readonly Dependence[]): Dependence {
  const latents = new Set<string>();
  for (const part of parts) {
    if (part.kind === "otherwise") return part;
    for (const latent of part.latents) latents.add(latent);
  }
  return { kind: "affine", latents };
}

function needsConstant(part: Dependence, at: Span, what: string): Dependence {
  if (part.kind === "otherwise" || part.latents.size === 0) return part;
  return otherwise(at, `${what} of ${list(part)} is not linear in it`);
}

function otherwise(at: Span, why: string): Dependence {
  return { kind: "otherwise", at, why };
}

/** The latents by name, in the order they were met. */
export function list(part: Affine): string {
  return [...part.latents].join(", ");
}
