/**
 * Where an expression depends on discrete latents, and which value of each an element of it needs: for every dimension of the latent the
 * element's own place, or what data says there, `z[school]`. Where an element needs several values of one latent, the sum over
 * them does not come apart, and the use in the way is named.
 */

import type { Span } from "../diagnostic/source.ts";
import type { Dimension } from "../shape/dimension.ts";
import { without } from "../shape/align.ts";
import { isDiscrete } from "../shape/support.ts";
import { printExpr } from "./print.ts";
import type { CheckedProgram, Expr, Latent, Observation } from "./program.ts";
import { partsOf, refersTo } from "./walk.ts";

/** Which place along one dimension of a latent: the element's own, or the one that `by` labels. */
export interface Place {
  readonly dimension: Dimension;
  readonly by: Expr | null;
}

/** A discrete latent that an expression depends on. */
export interface Use {
  readonly latent: Latent;
  readonly places: readonly Place[];
  readonly span: Span;
}

/** What keeps a latent from being summed out. */
export interface Obstacle {
  readonly latent: Latent;
  readonly why: string;
  readonly at: Span;
  readonly text: string;
  readonly help: string | null;
}

export interface Uses {
  readonly latents: readonly Latent[];
  /** Of each response; none of one that depends on no discrete latent. */
  readonly of: ReadonlyMap<Observation, readonly Use[]>;
  readonly obstacles: readonly Obstacle[];
}

export function discreteLatents({ prior }: CheckedProgram): readonly Latent[] {
  return prior.filter(
    (statement): statement is Latent => statement.kind === "latent" && isDiscrete(statement.type.support),
  );
}

/** The dimensions whose place decides which value is needed. */
export function reached({ places }: Use): readonly Dimension[] {
  return places.flatMap(({ dimension, by }) => (by === null ? [dimension] : by.type.dimensions));
}

export function samePlace(a: Place, b: Place): boolean {
  if (a.dimension !== b.dimension) return false;
  return a.by === null || b.by === null ? a.by === b.by : printExpr(a.by) === printExpr(b.by);
}

export function usesOf(program: CheckedProgram): Uses {
  const latents = discreteLatents(program);
  const obstacles: Obstacle[] = [];
  const known = new Map<string, readonly Use[]>();
  for (const latent of latents) {
    const places = latent.type.dimensions.map((dimension) => ({ dimension, by: null }));
    known.set(latent.name, [{ latent, places, span: latent.span }]);
  }
  const of = new Map<Observation, readonly Use[]>();
  if (latents.length === 0) return { latents, of, obstacles };
  for (const statement of program.prior) {
    const exprs =
      statement.kind === "latent" ? Object.values(statement.distribution.arguments) : [statement.value];
    for (const { latent, span } of exprs.flatMap((expr) => usesIn(expr, known, []))) {
      obstacles.push(
        statement.kind === "latent"
          ? {
              latent,
              why: `the prior of ${statement.name} depends on it`,
              at: span,
              text: "only responses may",
              help: isDiscrete(statement.type.support)
                ? "make pairs of them the labels of one; labels that follow one another are a chain"
                : `leave ${statement.name} out, and give its density to what depends on it`,
            }
          : {
              latent,
              why: `the quantity ${statement.name} depends on it`,
              at: span,
              text: "it has no one value to report",
              help: `define ${statement.name} in likelihood`,
            },
      );
    }
  }
  for (const statement of program.likelihood) {
    if (statement.kind === "observation") {
      const args = Object.values(statement.distribution.arguments);
      const uses = merge(
        args.flatMap((expr) => usesIn(expr, known, obstacles)),
        obstacles,
      );
      if (uses.length > 0) of.set(statement, uses);
      continue;
    }
    const uses = usesIn(statement.value, known, obstacles);
    const [first] = uses;
    if (first !== undefined && refersTo(statement.value, statement.name)) {
      const why = `the recurrence ${statement.name} carries it from row to row`;
      const help = "labels that follow one another are z: State[T] ~ markov(transition)";
      obstacles.push({ latent: first.latent, why, at: first.span, text: "within a recurrence", help });
    }
    known.set(statement.name, uses);
  }
  return { latents, of, obstacles };
}

/** One use a latent; two that need different values of it are in the way. */
function merge(uses: readonly Use[], obstacles: Obstacle[]): readonly Use[] {
  const merged: Use[] = [];
  for (const use of uses) {
    const before = merged.find(({ latent }) => latent === use.latent);
    if (before === undefined) merged.push(use);
    else if (!before.places.every((place, i) => isSameAt(place, use.places[i]))) {
      obstacles.push({
        latent: use.latent,
        why: "two of its values meet in one number",
        at: use.span,
        text: "another value of it than before",
        help: null,
      });
    }
  }
  return merged;
}

function isSameAt(place: Place, other: Place | undefined): boolean {
  return other !== undefined && samePlace(place, other);
}

function usesIn(
  expr: Expr,
  known: ReadonlyMap<string, readonly Use[]>,
  obstacles: Obstacle[],
): readonly Use[] {
  if (expr.kind === "reference")
    return (known.get(expr.name) ?? []).map((use) => ({ ...use, span: expr.span }));
  if (expr.kind === "index") return usesOfIndex(expr, known, obstacles);
  const parts = partsOf(expr).flatMap((part) => usesIn(part, known, obstacles));
  const uses = merge(parts, obstacles);
  const gathered = (over: readonly Dimension[], how: (dimension: Dimension) => string): readonly Use[] => {
    for (const use of uses) {
      const met = reached(use).find((dimension) => over.includes(dimension));
      if (met !== undefined) obstacles.push(obstacle(use, expr, how(met)));
    }
    return uses;
  };
  switch (expr.kind) {
    case "reduce":
      return gathered([expr.over], ({ name }) => `values of every ${name} meet in ${expr.reduction}`);
    case "contract":
      return gathered(
        expr.meets === undefined ? [expr.over] : [expr.over, expr.meets],
        ({ name }) => `values of every ${name} meet in @`,
      );
    case "apply":
      return gathered(
        expr.network.input.dimensions,
        ({ name }) => `the network ${expr.network.name} takes values of every ${name} at once`,
      );
    case "lag":
      for (const use of uses) obstacles.push(obstacle(use, expr, `lag looks at another ${expr.over.name}`));
      return uses;
    case "cumulate":
      for (const use of uses) obstacles.push(obstacle(use, expr, "a running sum of it keeps every value"));
      return uses;
    case "number":
    case "size":
    case "label":
    case "negate":
    case "binary":
    case "call":
      return uses;
  }
}

function obstacle({ latent }: Use, expr: Expr, why: string): Obstacle {
  const dimensions = latent.type.dimensions.map(({ name }) => name).join(", ");
  const text = `${latent.name} has a value for each ${dimensions}`;
  return { latent, why, at: expr.span, text, help: "take the quantity of each element by itself" };
}

/** `mu[z]` needs what z does; `z[school]` needs z where school says. */
function usesOfIndex(
  expr: Extract<Expr, { kind: "index" }>,
  known: ReadonlyMap<string, readonly Use[]>,
  obstacles: Obstacle[],
): readonly Use[] {
  const by = usesIn(expr.by, known, obstacles);
  const array = usesIn(expr.array, known, obstacles).map((use): Use => {
    const moved = use.places.some((place) => movedTo(place, expr) !== place);
    const chosen = by[0];
    if (moved && chosen !== undefined) {
      obstacles.push(obstacle(use, expr.by, `${chosen.latent.name} chooses which of its values is meant`));
    }
    return { ...use, places: use.places.map((place) => movedTo(place, expr)) };
  });
  return merge([...array, ...by], obstacles);
}

/** The place where another index looks: `z[town][school]` is z where the town of that school is. */
function movedTo(place: Place, { by, over, span }: Extract<Expr, { kind: "index" }>): Place {
  if (place.by === null) return place.dimension === over ? { ...place, by } : place;
  const { support, dimensions } = place.by.type;
  if (!dimensions.includes(over)) return place;
  const rest = without(dimensions, [over]);
  const type = { support, dimensions: [...by.type.dimensions, ...without(rest, by.type.dimensions)] };
  return { ...place, by: { kind: "index", array: place.by, by, over, type, span } };
}
