/**
 * `w: real[D] ~ horseshoe(s)` is a hierarchy, written out here as the statements it stands for, not centred: Carvalho, Polson &
 * Scott, "The horseshoe estimator" (2010); with a slab, Piironen & Vehtari, "Sparsity information and regularization in the
 * horseshoe and other shrinkage priors" (2017), equations 2.7 and 2.8.
 */

import { Bug } from "../diagnostic/bug.ts";
import { horseshoe } from "../library/horseshoe.ts";
import { printSupport } from "../shape/print.ts";
import { real, type ValueType } from "../shape/support.ts";
import type { BinaryOperator, Expression, Name, Statement } from "../syntax/ast.ts";
import { checkArguments } from "./distribution-call.ts";
import { declare, pathText, type Scope } from "./scope.ts";
import { resolveType } from "./types.ts";
import type { Weight } from "./weights.ts";

type Draw = Extract<Statement, { kind: "draw" }>;

/** One of the statements that a draw stands for. */
export interface WrittenOut {
  readonly statement: Statement;
  /** Of a network's weight, whose dimensions cannot all be written; else the statement has it. */
  readonly type: ValueType | null;
  readonly weight: Weight | null;
}

/** Whether a horseshoe is what is drawn from. */
export function isHorseshoe({ distribution }: Draw): boolean {
  if (distribution.kind !== "call" && distribution.kind !== "name") return false;
  const callee = distribution.kind === "call" ? distribution.callee : distribution.name;
  return callee.text === horseshoe.name;
}

/** The statements that a draw from a horseshoe stands for; none where something is wrong with it. */
export function writeOut(scope: Scope, statement: Draw): readonly WrittenOut[] {
  const { target, type, distribution } = statement;
  const name = pathText(target.parts);
  const broken = (): readonly WrittenOut[] => {
    const unknown = { element: null, type: null, network: null, local: false } as const;
    declare(scope, { what: "latent", name, span: target.span, ...unknown });
    return [];
  };
  if (!argumentsFit(scope, statement, null)) return broken();
  const declared = type === null ? { support: real, dimensions: [] } : resolveType(scope, type, false);
  if (declared === null) return broken();
  if (type !== null && declared.support.kind !== "real") {
    scope.mistakes.report(
      "H0402",
      { distribution: horseshoe.name, name, found: "real", declared: printSupport(declared.support) },
      {
        at: calleeOf(distribution).span,
        text: `${name} may be where it has no density`,
        labels: [{ span: type.element.span, text: `${name} is ${printSupport(declared.support)}` }],
        help: "effects of either sign are real",
        edits: [{ span: type.element.span, text: "real" }],
      },
    );
    return broken();
  }
  return hierarchy(statement, name).map((one) => ({ statement: one, type: null, weight: null }));
}

/** The same for one weight tensor of a network: every weight has a scale of its own, the tensor one for all. */
export function writeOutWeight(scope: Scope, statement: Draw, weight: Weight): readonly WrittenOut[] {
  if (!argumentsFit(scope, statement, weight)) return [];
  const { dimensions } = weight.tensor.type;
  const whole: ValueType = { support: { kind: "positive" }, dimensions };
  const types: Readonly<Record<string, ValueType>> = {
    [`${weight.name}.local`]: whole,
    [`${weight.name}.raw`]: { support: real, dimensions },
  };
  return hierarchy(statement, weight.name).map((one) => {
    const type = types[pathText(one.target.parts)] ?? { support: { kind: "positive" }, dimensions: [] };
    return { statement: { ...one, type: null }, type, weight };
  });
}

function calleeOf(distribution: Expression): Name {
  if (distribution.kind === "call") return distribution.callee;
  if (distribution.kind === "name") return distribution.name;
  throw new Bug("a horseshoe is a call or a name");
}

function argumentsFit(scope: Scope, { distribution }: Draw, weight: Weight | null): boolean {
  const given = distribution.kind === "call" ? distribution.arguments : [];
  const written = { callee: calleeOf(distribution), arguments: given, span: distribution.span };
  const fan = weight === null ? null : { in: weight.tensor.fanIn, out: weight.tensor.fanOut };
  return checkArguments({ scope, fan }, horseshoe, written, null) !== null;
}

/** local ~ half_cauchy(1), global ~ half_cauchy(s), raw ~ normal(0, 1), w = raw · global · local, shrunk to the slab. */
function hierarchy(statement: Draw, name: string): readonly Statement[] {
  const { span } = statement.distribution;
  const given = statement.distribution.kind === "call" ? statement.distribution.arguments : [];
  const named = (text: string): Name => ({ text, span });
  const part = (role: string): Expression => ({ kind: "name", name: named(`${name}.${role}`), span });
  const number = (value: number): Expression => ({ kind: "number", value, text: String(value), span });
  const call = (callee: string, ...values: readonly Expression[]): Expression => ({
    kind: "call",
    callee: named(callee),
    arguments: values.map((value) => ({ name: null, weight: null, value, over: null, span })),
    span,
  });
  const join = (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
    kind: "binary",
    operator,
    operatorSpan: span,
    left,
    right,
    span,
  });
  const draw = (role: string, element: string, whole: boolean, distribution: Expression): Statement => {
    const dimensions = whole ? (statement.type?.dimensions ?? []) : [];
    const at = statement.target.span;
    return {
      kind: "draw",
      target: { parts: [{ text: `${name}.${role}`, span: at }], span: at },
      type: { ordered: null, element: named(element), arguments: [], dimensions, span },
      distribution,
      span: statement.span,
    };
  };
  const by = (key: string): Expression | undefined =>
    given.find((argument) => argument.name?.text === key)?.value;
  const scale = by("global_scale") ?? given.find((argument) => argument.name === null)?.value ?? number(1);
  const [slab, df] = [by("slab_scale"), by("slab_df")];
  const width = join("*", part("global"), part("local"));
  const free = join("*", part("raw"), width);
  // c² ~ inverse_gamma(ν/2, ν s²/2), and w = raw · τλ · c / √(c² + τ²λ²)
  const half = (df: Expression): Expression => join("/", df, number(2));
  const slabbed =
    slab === undefined || df === undefined
      ? []
      : [
          draw(
            "slab",
            "positive",
            false,
            call("inverse_gamma", half(df), join("*", half(df), join("^", slab, number(2)))),
          ),
        ];
  const shrunk = join("/", part("slab"), join("+", part("slab"), join("^", width, number(2))));
  return [
    draw("local", "positive", true, call("half_cauchy", number(1))),
    draw("global", "positive", false, call("half_cauchy", scale)),
    ...slabbed,
    draw("raw", "real", true, call("normal", number(0), number(1))),
    {
      kind: "definition",
      target: { parts: [{ text: name, span: statement.target.span }], span: statement.target.span },
      type: statement.type,
      value: slabbed.length === 0 ? free : join("*", free, call("sqrt", shrunk)),
      span: statement.span,
    },
  ];
}
