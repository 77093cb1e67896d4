import { describe, expect, test } from "vitest";
import { deterministics } from "../../src/model/density.ts";
import { evaluate as evaluateExpr } from "../../src/model/evaluate.ts";
import { modelOf, run, sizesOf, type Values } from "./programs.ts";

/** The value of an expression in `prior`, where `a` is positive [K], `c` real [K], `m` real [K, J] and `s` real. */
function valueOf(expression: string, values: Values, type = "real[K]"): readonly number[] {
  const model = modelOf(`model Expression
dim K = 3
dim J = 2
data "d.csv" { y: real[N] }
prior {
  a: positive[K] ~ half_normal(1)
  c: real[K] ~ normal(0, 1)
  m: real[K, J] ~ normal(0, 1)
  s ~ normal(0, 1)
  result: ${type} = ${expression}
}
likelihood { y ~ normal(s + sum(a * c over K) + sum(sum(m over J) over K) + 0 * ${use(type)}, 1) }
infer map
`);
  const sizes = sizesOf(model, { N: 2 });
  const [found = []] = run(model, sizes, { y: [0, 0], ...values }, (b, env) => {
    const result = deterministics(b, model, sizes, env).get("result");
    return result ? [result.tensor] : [];
  });
  return found;
}

/** A scalar that depends on the result, so that it does not look unused. */
function use(type: string): string {
  const dimensions = /\[(.*)\]/.exec(type)?.[1]?.split(", ") ?? [];
  return dimensions.reduce((inner, dimension) => `sum(${inner} over ${dimension})`, "result");
}

const a = [0.5, 1.5, 2];
const c = [-1, 0.25, 3];
const m = [1, 2, 3, 4, 5, 6];
const given = { a, c, m, s: [0.7] };
const each = (f: (a: number, c: number) => number) => a.map((x, i) => f(x, c[i] ?? NaN));

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? NaN, 12));
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

// Planted: sub for add; ge for gt; log for log10.
describe("each operator and function has its value", () => {
  test.each<[string, readonly number[]]>([
    ["a + c", each((x, y) => x + y)],
    ["a - c * 2", each((x, y) => x - y * 2)],
    ["c / a", each((x, y) => y / x)],
    ["a ^ c", each((x, y) => x ** y)],
    ["c ^ 2", each((_, y) => y * y)],
    ["-c", each((_, y) => -y)],
    ["where(a > c, 1, 2)", each((x, y) => (x > y ? 1 : 2))],
    ["where(a < c, a, c)", each((x, y) => Math.min(x, y))],
    ["where(a > 1.5, 1, 0) + where(a < 1.5, 10, 0)", [10, 0, 1]],
    ["where(a >= 1.5, 1, 0) + where(a <= 1.5, 10, 0)", [10, 11, 1]],
    ["where(a == 1.5, 1, 0) + where(a != 1.5, 10, 0)", [10, 1, 10]],
    ["log(a)", each((x) => Math.log(x))],
    ["log10(a)", each((x) => Math.log10(x))],
    ["log1p(a)", each((x) => Math.log1p(x))],
    ["exp(c)", each((_, y) => Math.exp(y))],
    ["expm1(c)", each((_, y) => Math.expm1(y))],
    ["sqrt(a)", each((x) => Math.sqrt(x))],
    ["abs(c)", each((_, y) => Math.abs(y))],
    ["sigmoid(c)", each((_, y) => sigmoid(y))],
    ["softplus(c)", each((_, y) => Math.log1p(Math.exp(y)))],
    ["tanh(c)", each((_, y) => Math.tanh(y))],
    ["sin(c)", each((_, y) => Math.sin(y))],
    ["cos(c)", each((_, y) => Math.cos(y))],
    ["min(a, c)", each((x, y) => Math.min(x, y))],
    ["max(a, c)", each((x, y) => Math.max(x, y))],
  ])("%s", (expression, wanted) => expectClose(valueOf(expression, given), wanted));
});

// Planted: n for n − 1 in sd.
describe("reductions", () => {
  test.each<[string, string, readonly number[]]>([
    ["sum(m over J)", "real[K]", [3, 7, 11]],
    ["mean(m over K)", "real[J]", [3, 4]],
    ["sd(m over K)", "real[J]", [2, 2]],
    ["max(m over J)", "real[K]", [2, 4, 6]],
    ["logsumexp(c over K)", "real", [Math.log(c.reduce((sum, x) => sum + Math.exp(x), 0))]],
  ])("%s", (expression, type, wanted) => expectClose(valueOf(expression, given, type), wanted));
});

test("@ contracts, whatever the order of the other dimensions", () => {
  expectClose(valueOf("a @ m", given, "real[J]"), [0.5 + 4.5 + 10, 1 + 6 + 12]);
});

test("fan_in is the layer's", () => {
  const model = modelOf(`model Fan
data "d.csv" { x: real[N, D]  y: real[N] }
network f: real[D] -> real { hidden: dense(5, tanh)  dense }
prior {
  f.weight ~ normal(0, fan_in)
  f.bias ~ normal(0, 1)
}
likelihood { y ~ normal(f(x), 1) }
infer map
`);
  const sds = model.sites.map(({ latent }) => latent.distribution.arguments["sd"]);
  const sizes = sizesOf(model, { N: 2, D: 7 });
  const names = model.sites.map(({ name }) => name);
  const found = run(model, sizes, {}, (b) =>
    sds.slice(0, 2).flatMap((sd) => (sd ? [evaluateExpr(b, sd, sizes, new Map()).tensor] : [])),
  );
  expect(names.slice(0, 2)).toEqual(["f.hidden.weight", "f.out.weight"]);
  expect(found).toEqual([[7], [5]]);
});
