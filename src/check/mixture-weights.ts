/** The weights of a mixture sum to 1: constants, `p` and `1 - p`, every entry of a simplex, or a whole simplex before one distribution. */

import type { Combinator } from "../library/combinator.ts";
import type { Parameter } from "../library/distribution.ts";
import { unit } from "../library/parameters.ts";
import { declaredLabels, type Dimension } from "../shape/dimension.ts";
import { listNames, printType } from "../shape/print.ts";
import type { Expression } from "../syntax/ast.ts";
import { constantOf } from "./constants.ts";
import { checkExpression, type Surroundings } from "./expressions.ts";
import { isShares, sumOf } from "./label-constants.ts";
import { checkParameter } from "./parameter.ts";
import { printExpr } from "./print.ts";
import type { Expr } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";
import type { Target } from "./target.ts";

export const weightParameter = unit("weight", "the probability of this distribution");

/** The simplex over the components that the only distribution of a mixture is given; null where numbers are the weights. */
export function simplexWeight(
  around: Surroundings,
  combinator: Combinator,
  parts: readonly { readonly weight: Expression | null }[],
  target: Target | null,
): Expr | "faulty" | null {
  const [first, ...others] = parts;
  if (combinator.takes !== "several, weighted" || !first?.weight) return null;
  const { scope } = around;
  const weight = checkExpression(around, first.weight);
  if (weight === null) return others.length > 0 ? null : "faulty";
  const isSimplex = weight.type.support.kind === "simplex" || isShares(scope, weight);
  if (others.length > 0 && !isSimplex) return null;
  const fault = (what: string, text: string, help: string): "faulty" => {
    const holes = { distribution: combinator.name, fault: what };
    scope.mistakes.report("H0406", holes, { at: weight.span, text, help });
    return "faulty";
  };
  if (others.length > 0) {
    const help = `write ${excerpt(weight.span)}[…]: for each, or one distribution whose parameters have ${componentsOf(weight).name}`;
    return fault("takes a simplex of weights before one distribution", printType(weight.type), help);
  }
  const total = sumOf(scope, weight);
  if (total !== null && total !== 1)
    return fault(
      `has weights that sum to ${total}, not 1`,
      "one for each component",
      "write numbers that sum to 1",
    );
  if (!isSimplex) {
    const help =
      "write mixture(w: d, 1 - w: e), or weights of all components: theta: simplex[K] ~ dirichlet(1)";
    const text = `${printType(weight.type)}: the weight of one distribution`;
    return fault("needs two distributions or more, or a simplex of weights", text, help);
  }
  const over = componentsOf(weight);
  if (target?.type.dimensions.includes(over)) {
    const what = `sums over ${over.name}, which ${target.name} has itself`;
    return fault(what, printType(weight.type), `give the components a dimension of their own: dim K = 3`);
  }
  const parameter = sharesParameter(weightParameter.name, weight);
  const fits = checkParameter(
    scope,
    { name: combinator.name, signatures: [] },
    parameter,
    weight,
    besides(target, weight),
  );
  return fits ? weight : "faulty";
}

function componentsOf(shares: Expr): Dimension {
  return shares.type.dimensions[shares.type.dimensions.length - 1] as Dimension;
}

/** The weights as a parameter: a simplex over the components. */
export function sharesParameter(name: string, shares: Expr): Parameter {
  return { name, support: { kind: "simplex" }, doc: weightParameter.doc, components: componentsOf(shares) };
}

/** A parameter of the distribution that is mixed: it may have a value for each component. */
export function withShares(parameter: Parameter, shares: Expr | null): Parameter {
  return shares === null ? parameter : { ...parameter, components: componentsOf(shares) };
}

/** What one component's draws would be. */
export function besides(target: Target | null, shares: Expr): Target | null {
  if (target === null) return null;
  const dimensions = [...target.type.dimensions, componentsOf(shares)];
  return { ...target, type: { ...target.type, dimensions } };
}

/** Whether several weights sum to 1; or a mistake. */
export function weightsSum(scope: Scope, combinator: Combinator, weights: readonly Expr[]): boolean {
  const [first, second] = weights;
  if (first === undefined || second === undefined) return true;
  const constants = weights.map(constantOf).filter((value) => value !== null);
  const sum = constants.reduce((total, value) => total + value, 0);
  const known = constants.length === weights.length;
  if (known && Math.abs(sum - 1) < 1e-9) return true;
  if (weights.length === 2 && (isComplement(first, second) || isComplement(second, first))) return true;
  const entries = entriesOf(weights);
  if (entries !== null) return allEntries(scope, combinator, weights, entries);
  const total = `has weights that sum to ${Number(sum.toPrecision(6))}, not 1`;
  scope.mistakes.report(
    "H0406",
    { distribution: combinator.name, fault: known ? total : "needs weights that sum to 1" },
    {
      at: first.span,
      text: known ? "the first of them" : "these may sum to anything",
      help: "write numbers that sum to 1, p: … and 1 - p: …, or the entries of a simplex",
    },
  );
  return false;
}

/** Whether b is written 1 − a. */
function isComplement(a: Expr, b: Expr): boolean {
  if (b.kind !== "binary" || b.operator !== "-") return false;
  return constantOf(b.left) === 1 && printExpr(a) === printExpr(b.right);
}

interface Entries {
  readonly array: Expr;
  readonly over: Dimension;
  /** Null: one that only the data knows, or that differs from row to row. */
  readonly labels: readonly (string | null)[];
}

/** Weights that are entries of one simplex. */
function entriesOf(weights: readonly Expr[]): Entries | null {
  const indices = weights.flatMap((weight) => (weight.kind === "index" ? [weight] : []));
  const [first] = indices;
  if (first === undefined || indices.length < weights.length) return null;
  const { array, over } = first;
  if (array.type.support.kind !== "simplex" || over !== componentsOf(array)) return null;
  if (indices.some((index) => printExpr(index.array) !== printExpr(array))) return null;
  return { array, over, labels: indices.map(({ by }) => (by.kind === "label" ? by.label : null)) };
}

/** Whether these are all entries of the simplex, each once; or a mistake. */
function allEntries(
  scope: Scope,
  combinator: Combinator,
  weights: readonly Expr[],
  { array, over, labels }: Entries,
): boolean {
  const all = declaredLabels(over);
  const written = excerpt(array.span);
  const refuse = (at: Expr, what: string, help: string): false => {
    scope.mistakes.report(
      "H0406",
      { distribution: combinator.name, fault: what },
      { at: at.span, text: `${written} is ${printType(array.type)}`, help },
    );
    return false;
  };
  const unknown = labels.findIndex((label) => label === null);
  if (all === null || unknown >= 0) {
    const at = weights[Math.max(0, unknown)] as Expr;
    const help = `declare the labels: dim ${over.name} = { a, b }; or give the whole simplex to one distribution: ${written}: …`;
    return refuse(at, `cannot tell whether these are all entries of ${written}`, help);
  }
  const again = labels.findIndex((label, place) => labels.indexOf(label) < place);
  const once = "give each entry of the simplex to one distribution";
  if (again >= 0)
    return refuse(weights[again] as Expr, `has the weight ${written}[${labels[again]}] twice`, once);
  const missing = all.filter((label) => !labels.includes(label));
  if (missing.length === 0) return true;
  const names = listNames(missing.map((label) => `${written}[${label}]`));
  return refuse(weights[0] as Expr, `leaves out the weight${missing.length === 1 ? "" : "s"} ${names}`, once);
}
