/** Whether a fitted model can meet labels that training never saw: each effect has to be drawn on its own, and nothing may run over all labels. */

import type { Span } from "../diagnostic/source.ts";
import { ownerOf, type Dimension } from "../shape/dimension.ts";
import { eventOf } from "../shape/support.ts";
import { isKey } from "./tables.ts";
import type { CheckedProgram, Expr, Latent } from "./program.ts";
import { expressionsOf, refersTo, walk } from "./walk.ts";
import { allLayers } from "./weights.ts";

/** What in the model stands in the way of a new label. */
export interface Obstacle {
  readonly span: Span;
  /** Beside its underline. */
  readonly text: string;
  /** The reason, in one sentence. */
  readonly why: string;
}

/** `dimension` owns its labels; null where each new label can draw its effects from their prior. */
export function obstacleToNewLabels(program: CheckedProgram, dimension: Dimension): Obstacle | null {
  const own = (each: Dimension): boolean => ownerOf(each) === dimension;
  return (
    predictedLabels(program, own) ??
    firstOf(program.prior, (each) => (each.kind === "latent" ? effectsOf(each, own, dimension) : null)) ??
    firstOf(expressionsOf(program), (expr) => runsOver(expr, own, dimension)) ??
    firstOf(program.networks, (network) => {
      const layer = allLayers(network.layers).find(({ input }) => input.dimensions.some(own));
      if (layer === undefined) return null;
      const why = `its weights are as many as training had labels of ${dimension.name}`;
      return { span: layer.span, text: `it takes one number for each ${dimension.name}`, why };
    }) ??
    definitionsOver(program, own, dimension)
  );
}

type Own = (dimension: Dimension) => boolean;

function firstOf<T>(items: Iterable<T>, look: (item: T) => Obstacle | null): Obstacle | null {
  for (const item of items) {
    const found = look(item);
    if (found !== null) return found;
  }
  return null;
}

function predictedLabels(program: CheckedProgram, own: Own): Obstacle | null {
  const data = program.tables.flatMap(({ variables, definitions }) => [...variables, ...definitions]);
  return firstOf(data, ({ response, type: { support }, span }) => {
    if (!response || support.kind !== "label" || !own(support.dimension)) return null;
    const why = "the model gives a probability to each class that training saw, and to no other";
    return { span, text: "a response with these labels", why };
  });
}

/** A latent with a value for each label: its new values must be draws on their own, from a prior that has draws. */
function effectsOf(latent: Latent, own: Own, { name }: Dimension): Obstacle | null {
  const { type, distribution, span } = latent;
  const { support, dimensions } = type;
  if (support.kind === "label" && own(support.dimension)) {
    return { span, text: `${latent.name} is such a label`, why: "its probabilities are of the known labels" };
  }
  if (!dimensions.some(own)) return null;
  if (distribution.distribution.on !== undefined) {
    const why = "a flat prior has no draws, so that nothing is known of a label without data";
    return { span: distribution.span, text: "improper", why };
  }
  const tied = Math.max(distribution.distribution.event ?? 0, eventOf(support));
  if (tied > 0 && dimensions.slice(-tied).some(own)) {
    const why = `${latent.name} is one draw over all labels of ${name}, which a new one would change`;
    return { span: distribution.span, text: `not a draw for each ${name}`, why };
  }
  if (support.kind === "ordered") {
    const why = "an ordered prior is no product of draws, so that I cannot draw a part of it";
    return { span: distribution.span, text: `${latent.name} is ordered`, why };
  }
  if (Object.values(distribution.arguments).some((expr) => refersTo(expr, latent.name))) {
    const why = "each value is drawn from those before it";
    return { span: distribution.span, text: `${latent.name} looks back at itself`, why };
  }
  return null;
}

/** An expression that would change for the labels of training too. */
function runsOver(expr: Expr, own: Own, { name }: Dimension): Obstacle | null {
  const why = `it runs over all labels of ${name}: with one more, the fitted model would be another`;
  const found = (text: string): Obstacle => ({ span: expr.span, text, why });
  switch (expr.kind) {
    case "reduce":
      return own(expr.over) ? found(`reduces over ${name}`) : null;
    case "contract":
      return own(expr.over) ? found(`sums over ${name}`) : null;
    case "cumulate":
    case "lag":
      return own(expr.over) ? found(`goes along ${name}`) : null;
    case "size":
      return expr.dimensions.some(own) ? found(`counts the labels of ${name}`) : null;
    default:
      return null;
  }
}

/** What the data block takes over a table's rows is training's: all but running sums, and reductions that leave a value for each label. */
function definitionsOver(program: CheckedProgram, own: Own, dimension: Dimension): Obstacle | null {
  const kept = rowsOfTables(program);
  const roots = program.tables.flatMap(({ definitions }) => definitions.map(({ value }) => value));
  return firstOf(
    roots.flatMap((root) => [...walk(root)]),
    (expr) => {
      const reduces = expr.kind === "reduce" || expr.kind === "contract";
      if (reduces && kept.has(expr.over)) {
        if (!expr.type.dimensions.some(own)) return null;
        const why = `it is taken once, on the training data, for each of the labels of ${dimension.name} there`;
        return { span: expr.span, text: "training's", why };
      }
      return runsOver(expr, own, dimension);
    },
  );
}

/** The dimensions that are rows of a table: the model's own, and those whose labels a table's rows carry. */
export function rowsOfTables({ tables, rows }: CheckedProgram): ReadonlySet<Dimension> {
  const keyed = tables.flatMap(({ variables }) =>
    variables.filter(isKey).flatMap(({ type }) => type.dimensions),
  );
  return new Set(rows === null ? keyed : [rows, ...keyed]);
}
