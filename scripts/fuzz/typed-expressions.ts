/**
 * Expressions that are well typed by construction: of a support, over no other dimensions than those allowed. Places where a dimension carries weight
 * hold what would be wrong there too, so that a program can be put wrong in one of them.
 */

import { pick, type Random } from "./random.ts";

export type Kind = "real" | "positive" | "unit" | "count" | "bool" | "label";

export interface Value {
  readonly name: string;
  readonly kind: Kind;
  readonly dimensions: readonly string[];
  /** Of labels. */
  readonly of?: string;
  /** Its entries are ordered or sum to one: it is looked up, not calculated with. */
  readonly tied?: boolean;
}

export interface Network {
  readonly name: string;
  readonly output: readonly string[];
  readonly heads: boolean;
}

export interface Scope {
  readonly values: readonly Value[];
  readonly networks: readonly Network[];
  /** `x: real[N, D]`. */
  readonly x: string | null;
  /** Labels of dimensions that are declared. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  readonly random: Random;
}

/** The right text, or the wrong one. */
const either = (right: string, wrong: string): string => `\u0001${right}\u0002${wrong}\u0003`;

const literals: Readonly<Record<"real" | "positive" | "unit", readonly string[]>> = {
  real: ["0", "1", "-2", "0.5", "1e-3", "3"],
  positive: ["1", "2.5", "0.1", "10"],
  unit: ["0.5", "0.25", "0.9"],
};

export type Wanted = keyof typeof literals;

export function expression(scope: Scope, wanted: Wanted, allowed: readonly string[], depth: number): string {
  const { random } = scope;
  if (depth <= 0 || random(5) === 0) return leaf(scope, wanted, allowed);
  const inner = (kind: Wanted): string => expression(scope, kind, allowed, depth - 1);
  switch (wanted) {
    case "real":
      return real(scope, allowed, depth, inner);
    case "positive":
      return positive(scope, allowed, inner);
    case "unit":
      return random(3) === 0 ? `${inner("unit")} * ${inner("unit")}` : `sigmoid(${inner("real")})`;
  }
}

type Inner = (kind: Wanted) => string;

function real(scope: Scope, allowed: readonly string[], depth: number, inner: Inner): string {
  const { random } = scope;
  switch (random(12)) {
    case 0:
      return `${inner("real")} - (${inner("real")})`;
    case 1:
      return `(${inner("real")}) * (${inner("real")})`;
    case 2:
      return `(${inner("real")}) / (${inner("positive")})`;
    case 3:
      return `${pick(["tanh", "sin", "cos", "abs", "sigmoid"], random) ?? "tanh"}(${inner("real")})`;
    case 4:
      return `log(${inner("positive")})`;
    case 5:
      return `where(${inner("real")} > ${inner("real")}, ${inner("real")}, ${inner("real")})`;
    case 6:
      return `${pick(["min", "max"], random) ?? "min"}(${inner("real")}, ${inner("unit")})`;
    case 7:
      return `(${inner("real")})^2`;
    case 8:
      return reduction(scope, allowed, depth);
    case 9:
      return along(scope, allowed, depth);
    default:
      return `${inner("real")} + ${inner("real")}`;
  }
}

function positive(scope: Scope, allowed: readonly string[], inner: Inner): string {
  switch (scope.random(6)) {
    case 0:
      // Of constants at most 3: an infinite scale is refused.
      return `exp(${leaf(scope, "real", allowed)})`;
    case 1:
      return `softplus(${inner("real")})`;
    case 2:
      return `(${inner("positive")}) * (${inner("positive")})`;
    case 3:
      return `sqrt(${inner("positive")} + (${inner("real")})^2)`;
    case 4:
      return `(${inner("positive")}) / (${inner("positive")})`;
    default:
      return `${inner("positive")} + ${inner("unit")}`;
  }
}

/** A dimension that is not allowed, brought in and taken away again. */
function reduction(scope: Scope, allowed: readonly string[], depth: number): string {
  const { values, random } = scope;
  const value = pick(
    values.filter(
      ({ dimensions, kind }) => kind !== "label" && dimensions.some((d) => d !== "N" && !allowed.includes(d)),
    ),
    random,
  );
  const over = value?.dimensions.find((d) => d !== "N" && !allowed.includes(d));
  if (over === undefined) return leaf(scope, "real", allowed);
  const what = expression(scope, "real", [...allowed, over], depth - 2);
  const name = pick(["sum", "mean", "max", "logsumexp"], random) ?? "sum";
  const brought = value !== undefined && fits(value, [...allowed, over]) ? value.name : null;
  if (brought === null) return leaf(scope, "real", allowed);
  return `${name}((${what}) + ${brought} over ${either(over, "Q99")})`;
}

/** Along the rows. */
function along(scope: Scope, allowed: readonly string[], depth: number): string {
  const series = pick(
    scope.values.filter(({ kind, dimensions }) => kind === "real" && dimensions.join() === "N"),
    scope.random,
  );
  if (!allowed.includes("N") || series === undefined) return leaf(scope, "real", allowed);
  if (scope.random(2) === 0) return `cumsum(${series.name} over ${either("N", "Q99")})`;
  const start = expression(scope, "real", [], depth - 2);
  return `lag(${series.name} over N, ${1 + scope.random(3)}, start = ${start})`;
}

const fits = ({ dimensions }: Value, allowed: readonly string[]) =>
  dimensions.every((d) => allowed.includes(d));
const below: Readonly<Record<Wanted, readonly Kind[]>> = {
  real: ["real", "positive", "unit", "count", "bool"],
  positive: ["positive", "unit"],
  unit: ["unit"],
};

/** A value, one looked up by a label, a product, a network, or a number. */
function leaf(scope: Scope, wanted: Wanted, allowed: readonly string[]): string {
  const { random } = scope;
  const found = [
    ...scope.values
      .filter((each) => each.tied !== true && below[wanted].includes(each.kind) && fits(each, allowed))
      .map(({ name }) => name),
    ...lookedUp(scope, wanted, allowed),
    ...(wanted === "real" ? products(scope, allowed) : []),
    ...applied(scope, wanted, allowed),
  ];
  return (random(4) === 0 ? undefined : pick(found, random)) ?? pick(literals[wanted], random) ?? "1";
}

function lookedUp({ values, labels }: Scope, wanted: Wanted, allowed: readonly string[]): readonly string[] {
  return values.flatMap((array) =>
    array.dimensions.flatMap((dimension) => {
      const rest = array.dimensions.filter((d) => d !== dimension);
      if (!below[wanted].includes(array.kind) || !rest.every((d) => allowed.includes(d))) return [];
      const known = (labels.get(dimension) ?? []).slice(0, 1).map((label) => `${array.name}[${label}]`);
      const others = values.filter(({ of }) => of !== undefined);
      const wrong = others.find(({ of }) => of !== undefined && !array.dimensions.includes(of));
      const right = others.filter((each) => each.of === dimension && fits(each, allowed));
      return [
        ...known,
        ...right.map(({ name }) => `${array.name}[${wrong === undefined ? name : either(name, wrong.name)}]`),
      ];
    }),
  );
}

function products({ values, x }: Scope, allowed: readonly string[]): readonly string[] {
  if (x === null || !allowed.includes("N")) return [];
  const numbers = values.filter(({ kind, tied }) => kind === "real" && tied !== true);
  const wrong = numbers.find(({ dimensions }) => !dimensions.includes("D") && !dimensions.includes("N"));
  return numbers
    .filter(({ dimensions }) => dimensions.includes("D") && !dimensions.includes("N"))
    .filter(({ dimensions }) => dimensions.every((d) => d === "D" || allowed.includes(d)))
    .map(({ name }) => `${x} @ ${wrong === undefined ? name : either(name, wrong.name)}`);
}

function applied(
  { networks, x, values }: Scope,
  wanted: Wanted,
  allowed: readonly string[],
): readonly string[] {
  if (x === null || !allowed.includes("N")) return [];
  const wrong = values.find(({ kind, dimensions }) => kind === "real" && !dimensions.includes("D"));
  const argument = wrong === undefined ? x : either(x, wrong.name);
  return networks
    .filter(({ output }) => output.every((d) => allowed.includes(d)))
    .flatMap(({ name, heads }) => {
      if (!heads) return wanted === "real" ? [`${name}(${argument})`] : [];
      return wanted === "unit" ? [] : [`${name}(${argument}).${wanted === "real" ? "mean" : "scale"}`];
    });
}

/** A value with a dimension that is not allowed. */
export function strangerTo(known: readonly Value[], allowed: readonly string[]): string | null {
  const found = known.find(
    ({ kind, tied, dimensions }) =>
      kind === "real" && tied !== true && dimensions.some((d) => !allowed.includes(d)),
  );
  return found?.name ?? null;
}

/** An argument, or the same with a dimension too many. */
export function argument(
  scope: Scope,
  wanted: Wanted,
  dimensions: readonly string[],
  stranger: string | null,
): string {
  const right = expression(scope, wanted, dimensions, 3);
  return stranger === null ? right : right + either("", ` + ${stranger}`);
}
