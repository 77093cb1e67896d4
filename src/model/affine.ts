/** How an expression depends on the latents: on which, and where, if anywhere, it stops being affine in them. */

import type { Expr, FunctionName, Network, PriorStatement } from "../check/program.ts";
import { refersTo } from "../check/walk.ts";
import { allLayers, weightsOf } from "../check/weights.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Span } from "../diagnostic/source.ts";

export interface Dependence {
  /** None: the expression is constant. In the order they were met. */
  readonly latents: ReadonlySet<string>;
  /** The first part that is not affine, and why; null where the whole is. */
  readonly bend: Bend | null;
}

interface Bend {
  readonly at: Span;
  readonly why: string;
}

/** Quantities that expressions refer to by name: latents, and deterministics with their values. */
export type Statements = ReadonlyMap<string, PriorStatement>;

/** Within a recurrence its own name stands for what was carried. */
type Known = ReadonlyMap<string, PriorStatement | "itself">;

export function dependence(expr: Expr, statements: Known): Dependence {
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
      return product(expr.span, of(expr.left), of(expr.right));
    case "reduce": {
      const operand = of(expr.operand);
      const linear = expr.reduction === "sum" || expr.reduction === "mean";
      return linear ? operand : bent(operand, expr.span, expr.reduction);
    }
    case "cumulate":
      return of(expr.operand);
    case "lag":
      return all([of(expr.operand), expr.start === null ? constant : of(expr.start)]);
    case "call":
      return ofCall(expr.function, expr, of);
    case "apply":
      return ofNetwork(expr.network, expr.span, of(expr.argument));
    case "index":
      return all([of(expr.array), bent(of(expr.by), expr.by.span, "an index")]);
  }
}

const constant: Dependence = { latents: new Set(), bend: null };

function ofReference(expr: Extract<Expr, { kind: "reference" }>, statements: Known): Dependence {
  if (expr.target === "data" || expr.target === "definition") return constant;
  const statement = statements.get(expr.name);
  if (statement === undefined) throw new Bug(`${expr.name} is referred to and declared nowhere`);
  if (statement === "itself" || statement.kind === "latent") {
    return { latents: new Set([expr.name]), bend: null };
  }
  if (!refersTo(statement.value, expr.name)) return dependence(statement.value, statements);
  // By induction over the rows: affine in what it looks back at, a recurrence is affine in what that is made of.
  const { latents, bend } = dependence(statement.value, new Map([...statements, [expr.name, "itself"]]));
  const others = new Set([...latents].filter((name) => name !== expr.name));
  return others.size === 0 ? constant : { latents: others, bend };
}

function ofBinary(expr: Extract<Expr, { kind: "binary" }>, of: (e: Expr) => Dependence): Dependence {
  const left = of(expr.left);
  const right = of(expr.right);
  switch (expr.operator) {
    case "+":
    case "-":
      return all([left, right]);
    case "*":
      return product(expr.span, left, right);
    case "/":
      return all([left, bent(right, expr.right.span, "a divisor")]);
    case "^":
      if (expr.right.kind === "number" && expr.right.value === 1) return left;
      return all([bent(left, expr.span, "a power"), bent(right, expr.right.span, "an exponent")]);
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return bent(all([left, right]), expr.span, "a comparison");
  }
}

function ofCall(
  name: FunctionName,
  expr: Extract<Expr, { kind: "call" }>,
  of: (e: Expr) => Dependence,
): Dependence {
  const operands = expr.arguments.map(of);
  if (name !== "where") return bent(all(operands), expr.span, name);
  const [condition = constant, ...branches] = operands;
  return all([bent(condition, expr.arguments[0]?.span ?? expr.span, "a condition"), ...branches]);
}

/** A network is affine in its weights only where nothing of it multiplies or bends them: one layer with weights, then none that bends. */
function ofNetwork(network: Network, span: Span, argument: Dependence): Dependence {
  const weights = weightsOf(network).map(({ name }) => name);
  const both = all([argument, { latents: new Set(weights), bend: null }]);
  return { latents: both.latents, bend: both.bend ?? bendOfNetwork(network, span, argument) };
}

function bendOfNetwork(network: Network, at: Span, argument: Dependence): Bend | null {
  const layers = allLayers(network.layers);
  // Constants may be bent: what stands before the first weights, applied to data.
  const first = argument.latents.size === 0 ? layers.findIndex(({ weights }) => weights.length > 0) : 0;
  for (const { activation, layer, span, weights } of layers.slice(Math.max(first, 0))) {
    const curved = activation && activation.name !== "identity" ? activation.name : layer.name;
    if (curved !== layer.name || !layer.linear)
      return { at: span, why: `${curved} is not linear in the weights of ${network.name}` };
    const before = layers.slice(
      0,
      layers.findIndex((other) => other.span === span),
    );
    if (weights.length > 0 && before.some((other) => other.weights.length > 0))
      return { at: span, why: "the weights of two layers are multiplied" };
  }
  if (network.outputs.some((output) => output.type.support.kind !== "real")) {
    return { at, why: `the output of ${network.name} is kept in its range by a function that is not linear` };
  }
  return argument.latents.size === 0
    ? null
    : { at, why: `the weights of ${network.name} multiply ${list(argument)}` };
}

function product(at: Span, left: Dependence, right: Dependence): Dependence {
  const { latents, bend } = all([left, right]);
  const apart = left.latents.size === 0 || right.latents.size === 0;
  const why = `latents are multiplied: ${list(left)} by ${list(right)}`;
  return { latents, bend: bend ?? (apart ? null : { at, why }) };
}

/** Of several parts: all their latents, and the first bend. */
function all(parts: readonly Dependence[]): Dependence {
  return {
    latents: new Set(parts.flatMap((part) => [...part.latents])),
    bend: parts.reduce<Bend | null>((first, part) => first ?? part.bend, null),
  };
}

/** A part that only a constant leaves straight. */
function bent(part: Dependence, at: Span, what: string): Dependence {
  if (part.latents.size === 0) return part;
  const pronoun = part.latents.size === 1 ? "it" : "them";
  const why = `${what} of ${list(part)} is not linear in ${pronoun}`;
  return { latents: part.latents, bend: part.bend ?? { at, why } };
}

/** The latents by name. */
export function list({ latents }: Dependence): string {
  return [...latents].join(", ");
}
