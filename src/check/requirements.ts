/** Whether a method fits a model: one test for each requirement a declaration may state. */

import type { Requirement } from "../library/method.ts";
import { isDiscrete } from "../shape/support.ts";
import { needsAllRows } from "./all-rows.ts";
import type { CheckedProgram, Infer } from "./program.ts";
import type { Mistakes } from "./mistakes.ts";
import { allLayers } from "./weights.ts";

type Test = (program: CheckedProgram, infer: Infer, mistakes: Mistakes) => void;

const tests: { readonly [R in Requirement]: Test } = {
  // What has none is summed out: `summation.ts` says where that cannot be.
  gradients: () => {},
  latents: (program, infer, mistakes) => {
    const latents = program.prior.flatMap((statement) => (statement.kind === "latent" ? [statement] : []));
    if (latents.some(({ type }) => !isDiscrete(type.support))) return;
    const why = latents.length === 0 ? "it has no latent to draw" : "all its latents are summed out";
    const help = "its likelihood needs no inference: `infer map` states it";
    mistakes.report("H0508", { method: infer.method.name, why }, { at: infer.span, help });
  },
  // `model/` finds the closed form, and what breaks it.
  conjugate: () => {},
  rows_if_batched: (program, infer, mistakes) => {
    const at = infer.spans.batch;
    if (at === undefined) return;
    const holes = (why: string) => ({ method: infer.method.name, why });
    if (program.rows === null) {
      mistakes.report("H0508", holes("there are no rows to take a batch of"), {
        at,
        text: "a batch is of rows, the responses' common first dimension",
        labels: program.likelihood
          .filter((statement) => statement.kind === "observation")
          .map(({ span }) => ({ span, text: "a response" })),
        help: "leave batch out",
      });
      return;
    }
    const all = needsAllRows(program);
    if (all === null) return;
    mistakes.report("H0508", holes(`${all.what}, and a batch holds only some rows`), {
      at,
      text: "a batch of rows",
      labels: [{ span: all.span, text: all.what }],
      help: "leave batch out",
    });
  },
  // An ensemble may be of any method: of `map` it takes what `map` does.
  no_noise: (program, infer, mistakes) => {
    const { of } = infer.options;
    if (typeof of === "object" && of?.choice === "map") return;
    const layers = program.networks.flatMap((network) => allLayers(network.layers));
    const noisy = layers.find(({ rate }) => rate !== null);
    if (noisy === undefined) return;
    const why = "its network drops units, which is no part of a density";
    mistakes.report(
      "H0508",
      { method: infer.method.name, why },
      {
        at: noisy.span,
        text: "noise while training",
        labels: [{ span: infer.span, text: `${infer.method.name} works with the density of the weights` }],
        notes: ["dropout is a way to train: the methods dropout and map take it, and ensembles of map"],
        help: "leave the dropout layer out; what it does against overfitting the priors do",
      },
    );
  },
  noise: (program, infer, mistakes) => {
    if (isNoisy(program)) return;
    const [network] = program.networks;
    const why = network === undefined ? "it has no network" : "no layer of its networks is a dropout";
    mistakes.report(
      "H0508",
      { method: infer.method.name, why },
      {
        at: infer.span,
        text: "what it draws is which units are dropped",
        labels: network === undefined ? [] : [{ span: network.span, text: "without a dropout layer" }],
        help: "write dropout(0.1) behind a layer; or vi, which needs none",
      },
    );
  },
  gaussian_weights: (program, infer, mistakes) => {
    const other = program.prior.find(
      (statement) =>
        statement.kind === "latent" &&
        statement.weight !== null &&
        statement.distribution.distribution.name !== "normal",
    );
    if (other?.kind !== "latent") return;
    mistakes.report(
      "H0508",
      { method: infer.method.name, why: `the prior of ${other.name} is not Gaussian` },
      {
        at: other.distribution.span,
        text: other.distribution.distribution.name,
        labels: [{ span: infer.span, text: `${infer.method.name} stands for Gaussian weights alone` }],
        notes: [
          "training with dropout and weight decay is variational inference only under a Gaussian prior",
        ],
        help: "write normal(0, …), or vi, which takes any prior",
      },
    );
  },
};

function isNoisy({ networks }: CheckedProgram): boolean {
  return networks.some((network) => allLayers(network.layers).some(({ rate }) => rate !== null));
}

/** Gives the infer blocks whose methods fit. A method to come is tested as any other. */
export function checkRequirements(program: CheckedProgram, mistakes: Mistakes): readonly Infer[] {
  return program.infers.filter((infer) => {
    const before = mistakes.all().length;
    for (const requirement of infer.method.requires) tests[requirement](program, infer, mistakes);
    return mistakes.all().length === before;
  });
}
