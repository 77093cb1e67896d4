/** Labels in new data that training never saw: where the model can draw their effects they come behind training's, in their order. */

import { obstacleToNewLabels, type Obstacle } from "../check/new-labels.ts";
import type { CheckedProgram, Latent } from "../check/program.ts";
import { isKey } from "../check/tables.ts";
import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { declaredLabels, ownerOf, type Dimension } from "../shape/dimension.ts";
import type { BindingFacts } from "./bound.ts";
import type { Field } from "./fields.ts";
import { distinctLabels, labelDimension } from "./labels.ts";

export interface Unseen {
  /** Training's facts, the new labels and sizes added to them; null in training itself, which sees whatever it sees. */
  readonly facts: BindingFacts | null;
  /** The new labels, by the id of the dimension that owns them. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** By the id of a dimension that cannot take any: why. */
  readonly obstacles: ReadonlyMap<string, Obstacle>;
  /** A warning for each dimension that takes some. */
  readonly warnings: readonly Diagnostic[];
}

export function findUnseen(
  program: CheckedProgram,
  training: BindingFacts | null,
  fields: readonly Field[],
): Unseen {
  if (training === null) return { facts: null, labels: new Map(), obstacles: new Map(), warnings: [] };
  const labels = new Map<string, readonly string[]>();
  const obstacles = new Map<string, Obstacle>();
  const warnings: Diagnostic[] = [];
  const known = freeOfRows(program, training);
  for (const dimension of program.dimensions) {
    const before = known.labels.get(dimension.id);
    if (before === undefined || ownerOf(dimension) !== dimension || declaredLabels(dimension) !== null)
      continue;
    const users = fields.filter((field) => labelDimension(field) === dimension);
    // A table aside may tell of labels that no row is about.
    const inRows = users.filter(({ variable }) => !isKey(variable) || dimension === program.rows);
    const found = distinctLabels(users, () => true).filter((label) => !before.includes(label));
    if (found.length === 0) continue;
    const obstacle = obstacleToNewLabels(program, dimension);
    if (obstacle !== null) {
      obstacles.set(dimension.id, obstacle);
      continue;
    }
    labels.set(dimension.id, found);
    const used = distinctLabels(inRows, () => true).filter((label) => found.includes(label));
    const warning = warningOf(program, dimension, used);
    if (warning !== null) warnings.push(warning);
  }
  return { facts: extended(program, known, labels), labels, obstacles, warnings };
}

/** Rows that carry labels are free to be others, where no latent has a value for each. */
function freeOfRows(program: CheckedProgram, facts: BindingFacts): BindingFacts {
  const { rows } = program;
  if (rows === null || !facts.labels.has(rows.id) || effectsOf(program, ownerOf(rows)).length > 0)
    return facts;
  return { ...facts, labels: new Map([...facts.labels].filter(([id]) => id !== rows.id)) };
}

function extended(
  program: CheckedProgram,
  facts: BindingFacts,
  added: ReadonlyMap<string, readonly string[]>,
): BindingFacts {
  if (added.size === 0) return facts;
  const labels = new Map(facts.labels);
  const sizes = new Map(facts.sizes);
  for (const dimension of program.dimensions) {
    const own = added.get(ownerOf(dimension).id);
    if (own === undefined) continue;
    const before = facts.labels.get(dimension.id);
    if (before !== undefined) labels.set(dimension.id, [...before, ...own]);
    const size = facts.sizes.get(dimension.id);
    if (size !== undefined) sizes.set(dimension.id, size + own.length);
  }
  return { ...facts, labels, sizes };
}

function effectsOf(program: CheckedProgram, dimension: Dimension): readonly Latent[] {
  return program.prior.filter(
    (each): each is Latent =>
      each.kind === "latent" && each.type.dimensions.some((own) => ownerOf(own) === dimension),
  );
}

function warningOf(
  program: CheckedProgram,
  dimension: Dimension,
  labels: readonly string[],
): Diagnostic | null {
  const effects = effectsOf(program, dimension);
  if (labels.length === 0 || effects.length === 0) return null;
  const shown = labels.length > 8 ? `${labels.slice(0, 8).join(", ")}, …` : labels.join(", ");
  const names = effects.map(({ name }) => name).join(", ");
  return diagnose(
    "H0648",
    { labels: shown, dimension: dimension.name },
    {
      at: null,
      labels: effects.slice(0, 3).map(({ span }) => ({ span, text: "this prior" })),
      notes: [
        `in each posterior draw ${names} ${effects.length === 1 ? "has a value" : "have values"} there that ${effects.length === 1 ? "is" : "are"} drawn from the prior`,
      ],
      help: `look whether ${labels.length === 1 ? "it is" : "they are"} spelled as in training; else fit again once there is data`,
    },
  );
}
