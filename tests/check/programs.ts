/** Small programs for the checker's tests, each part replaceable, and what the checker says of a text. */

import { check, type Checked } from "../../src/check/check.ts";
import type { CheckedProgram, Expr, Latent } from "../../src/check/program.ts";
import { Bug } from "../../src/diagnostic/bug.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { isSpan } from "../../src/diagnostic/source.ts";
import { parse } from "../../src/syntax/parse.ts";

export function checkText(text: string): Checked {
  const { syntax, diagnostics } = parse({ name: "test.hunch", text });
  if (syntax === null || diagnostics.length > 0)
    throw new Bug(`a test's program does not parse: ${diagnostics[0]?.title} in\n${text.slice(0, 500)}`);
  return check(syntax);
}

export function codesOf(text: string): readonly string[] {
  return checkText(text).diagnostics.map(({ code }) => code);
}

/** The text under a diagnostic's primary underline. */
export function underlined({ primary }: Diagnostic): string {
  if (primary === null || !isSpan(primary)) throw new Bug("no place in the program");
  return primary.source.text.slice(primary.start, primary.end);
}

/** The only diagnostic of a program. */
export function onlyMistake(text: string): Diagnostic {
  const { diagnostics } = checkText(text);
  const [only, ...others] = diagnostics;
  if (only === undefined || others.length > 0) {
    throw new Bug(`wanted one mistake, got ${JSON.stringify(diagnostics.map(({ title }) => title))}`);
  }
  return only;
}

export function accepted(text: string): CheckedProgram {
  const { program, diagnostics } = checkText(text);
  if (program === null) throw new Bug(diagnostics.map(({ code, title }) => `${code} ${title}`).join("\n"));
  return program;
}

export interface Parts {
  readonly dim?: string;
  readonly data?: string;
  readonly network?: string;
  readonly prior?: string;
  readonly likelihood?: string;
  readonly infer?: string;
}

const line: Required<Parts> = {
  dim: "",
  data: 'data "line.csv" { x: real[N, D] from a, b standardized  y: real[N] }',
  network: "",
  prior: "w: real[D] ~ normal(0, 10)  b ~ normal(0, 10)  s: positive ~ half_normal(1)",
  likelihood: "y ~ normal(x @ w + b, s)",
  infer: "",
};

/** Linear regression, where nothing is replaced. */
export function program(parts: Parts = {}): string {
  const { dim, data, network, prior, likelihood, infer } = { ...line, ...parts };
  return `model M\n${dim}\n${data}\n${network}\nprior { ${prior} }\nlikelihood { ${likelihood} }\n${infer}\n`;
}

/** A network with one hidden layer, where nothing is replaced. */
export function networkProgram(parts: Parts = {}): string {
  return program({
    network: "network f: real[D] -> real { hidden: dense(5, tanh)  dense }",
    prior: "f.weight ~ normal(0, 1 / sqrt(fan_in))  f.bias ~ normal(0, 1)  s: positive ~ half_normal(1)",
    likelihood: "y ~ normal(f(x), s)",
    ...parts,
  });
}

/** The type and tree of an expression of the line's names: `e = TEXT` in the likelihood. */
export function expression(text: string, parts: Parts = {}): Expr {
  const likelihood = `e = ${text}  y ~ normal(x @ w + b, s)`;
  const found = accepted(program({ ...parts, likelihood })).likelihood.find(
    (statement) => statement.kind === "deterministic",
  );
  if (found === undefined) throw new Bug("no definition");
  return found.value;
}

export function latent(checked: CheckedProgram, name: string): Latent {
  const found = checked.prior.find((statement) => statement.name === name);
  if (found?.kind !== "latent") throw new Bug(`no latent ${name}`);
  return found;
}
