/** Programs and small readings that the tests of this room share. */

import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { isSpan } from "../../src/diagnostic/source.ts";
import type { Block, Expression, Syntax } from "../../src/syntax/ast.ts";
import { parse } from "../../src/syntax/parse.ts";

export const sourceOf = (text: string) => ({ name: "test.hunch", text });

/** A program without a mistake; fails the test otherwise. */
export function good(text: string): Syntax {
  const { syntax, diagnostics } = parse(sourceOf(text));
  if (syntax === null || diagnostics.length > 0 || !syntax.complete)
    throw new Error(`not good: ${text}\n${diagnostics.map(brief).join("\n")}`);
  return syntax;
}

/** The one block of a good program. */
export function block<K extends Block["kind"]>(kind: K, text: string) {
  const [first, ...others] = good(text).blocks;
  if (first?.kind !== kind || others.length > 0) throw new Error(`not one ${kind} block: ${text}`);
  return first as K extends "prior" | "likelihood"
    ? Extract<Block, { kind: "prior" | "likelihood" }>
    : Extract<Block, { kind: K }>;
}

/** What stands right of `q =`. */
export function expression(text: string): Expression {
  const [statement] = block("prior", `prior { q = ${text} }`).statements;
  if (statement?.kind !== "definition") throw new Error(`no definition: ${text}`);
  return statement.value;
}

/** The code and the text at fault. */
function brief({ code, primary }: Diagnostic): string {
  if (primary === null || !isSpan(primary)) return code;
  return `${code} ${primary.source.text.slice(primary.start, primary.end)}`;
}

export const briefs = (text: string): string[] => parse(sourceOf(text)).diagnostics.map(brief);

/** A tree without its places: what two readings of one program share. */
export function bare(value: unknown): unknown {
  if (value instanceof Set || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(bare);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "span" && key !== "operatorSpan")
      .map(([key, child]) => [
        key,
        key === "standardized" || key === "ordered" ? child !== null : bare(child),
      ]),
  );
}

/** An expression with a bracket around every operation, to see how it was read. */
export function shape(e: Expression): string {
  switch (e.kind) {
    case "number":
      return e.text;
    case "name":
      return e.name.text;
    case "string":
      return JSON.stringify(e.text);
    case "member":
      return `${shape(e.object)}.${e.name.text}`;
    case "call":
      return `${e.callee.text}(${e.arguments.map((a) => shape(a.value)).join(" ")})`;
    case "index":
      return `${shape(e.array)}[${e.indices.map(shape).join(" ")}]`;
    case "negate":
      return `(- ${shape(e.operand)})`;
    case "binary":
      return `(${shape(e.left)} ${e.operator} ${shape(e.right)})`;
    case "labelled":
      return `{${e.entries.map((entry) => `${entry.label.text}:${shape(entry.value)}`).join(" ")}}`;
    case "parenthesised":
      return `<${shape(e.inner)}>`;
  }
}

/** One program with every construct of the language. */
export const everything = `model Everything

dim K = 3
dim County = 1..85
dim Colour = { red, "light blue", 3 }
dim Next = County

data schools "a.csv", "b.csv" {
  x: real[N, D]   from cement..age, "fixed acidity"   standardized
  y: real[N]
  c: County[N]    from "over"
  u: interval(0, 1)[3]
  o: ordered positive[K]
  p: ordered[K]
  h: real[N] = x - mean(x over N)
  g = 2
  missing = drop
}

network f: real[D] -> { mean: real, scale: positive } {
  hidden: dense(50, relu)
  residual {
    dense(width = 50)
    inner: residual { tanh() }
  }
  dense
}

network g2: real[D] -> real[Class] {
  dense
}

prior {
  f.weight ~ normal(0, 1 / sqrt(fan_in))
  f.hidden.bias ~ mixture(0.5: normal(0, 1), 1 - p: flat)
  noise: positive ~ truncated(normal(0, 1e-5), low = 0)
  a = { low: 3, "a b": 1_000, 10: x[red, "b c", 2] }
  b: real[K'] = -x^2^-y @ w * 3 - -2 + (1 <= 2) / f(x).mean
}

likelihood {
  s: positive[T] = lag(sqrt(a + y^2) over T, 1, start = s0)
  y ~ normal(f(x).mean, where(a != b, s, 1))
}

infer exact

infer wide: laplace {
  weights = f.hidden
  rank = 10
}
`;
