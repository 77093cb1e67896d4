/** Options that several methods share, and shorthand for declaring others. */

import { Bug } from "../diagnostic/bug.ts";
import type { Choice, OptionDeclaration, OptionValue } from "./method.ts";
import type { Optimiser, Schedule } from "./optimiser.ts";
import { optimisers } from "./optimisers/table.ts";
import { schedules } from "./schedules/table.ts";

type Range = readonly [low: number, high: number];

export function integer(
  name: string,
  value: number | null,
  [low, high]: Range,
  unit: string,
  doc: string,
): OptionDeclaration {
  return { name, type: { kind: "integer", low, high, unit }, default: value, doc };
}

export function number(
  name: string,
  value: number | null,
  [low, high]: Range,
  unit: string,
  doc: string,
): OptionDeclaration {
  return { name, type: { kind: "real", low, high, unit }, default: value, doc };
}

/** The first choice is the default, its parameters at their defaults. */
export function choice(
  name: string,
  choices: readonly [Choice, ...Choice[]],
  doc: string,
  details: { readonly layers?: true } = {},
): OptionDeclaration {
  return { name, type: { kind: "choice", choices, ...details }, default: defaultOf(choices[0]), doc };
}

export function word(
  name: string,
  doc: string,
  details: { readonly built?: boolean; readonly parameters?: Choice["parameters"] } = {},
): Choice {
  return { name, doc, built: details.built ?? true, parameters: details.parameters ?? [] };
}

function defaultOf(first: Choice): OptionValue {
  const filled = first.parameters.filter((parameter) => parameter.default !== null);
  return {
    choice: first.name,
    arguments: Object.fromEntries(filled.map((parameter) => [parameter.name, parameter.default ?? 0])),
  };
}

function choiceOf(row: Optimiser | Schedule): Choice {
  const parameters = row.parameters.map((parameter) => ({
    ...parameter,
    integer: parameter.integer ?? false,
  }));
  return word(row.name, row.doc, { parameters });
}

function choicesOf(
  rows: ReadonlyMap<string, Optimiser | Schedule>,
  first: string,
): readonly [Choice, ...Choice[]] {
  const choices = [...rows.values()].map(choiceOf);
  const [head, ...rest] = [
    ...choices.filter((c) => c.name === first),
    ...choices.filter((c) => c.name !== first),
  ];
  if (head === undefined) throw new Bug(`no row is called ${first}`);
  return [head, ...rest];
}

export const batch: OptionDeclaration = integer(
  "batch",
  null,
  [1, 1e9],
  "rows",
  "rows a step looks at, drawn afresh; if omitted, all of them up to 256 or in a small model, else 128",
);

export const schedule: OptionDeclaration = choice(
  "schedule",
  choicesOf(schedules, "cosine"),
  "how the optimiser's rate falls over the run",
);

/** `natural` stands beside the optimisers in methods whose guide has a Fisher information. */
export function optimizer(...others: readonly Choice[]): OptionDeclaration {
  const [head, ...rest] = choicesOf(optimisers, "adam");
  return choice("optimizer", [head, ...rest, ...others], "how a gradient becomes a step");
}

export function steps(value: number): OptionDeclaration {
  return integer("steps", value, [1, 1e9], "steps", "how many steps the optimiser takes");
}

/** Of sgld and sghmc. */
export const stochasticGradientOptions: readonly OptionDeclaration[] = [
  steps(20_000),
  batch,
  number("rate", 1e-4, [1e-12, 10], "squared unconstrained units", "the step size, before the schedule"),
  schedule,
  integer("cycles", 1, [1, 10_000], "cycles", "how often the schedule starts again"),
  integer(
    "keep",
    1_000,
    [1, 1e7],
    "draws",
    "how many draws are kept, evenly from the second half of each cycle",
  ),
];

/** Of hmc and nuts. */
export const samplerOptions: readonly OptionDeclaration[] = [
  integer("chains", 4, [1, 1_000], "chains", "independent runs"),
  integer("warmup", 1_000, [0, 1e7], "steps", "steps that adapt and are thrown away, in each chain"),
  integer("draws", 1_000, [1, 1e7], "draws", "draws kept, of each chain"),
  number("target_accept", 0.8, [0.05, 0.999], "probability", "the acceptance rate the step size aims at"),
  choice(
    "metric",
    [word("diag", "a scale for each latent"), word("dense", "a full covariance")],
    "what is adapted to the posterior's shape",
  ),
  choice(
    "init",
    [
      word("uniform", "evenly between −radius and radius on the unconstrained scale", {
        parameters: [
          {
            name: "radius",
            default: 2,
            low: 1e-6,
            high: 100,
            integer: false,
            doc: "how far from the middle",
          },
        ],
      }),
      word("zero", "all in the middle of the unconstrained scale"),
    ],
    "where chains begin, unless points are given",
  ),
];
