/** The verbs, each loaded only when it is asked for: a command's start is most of what `hunch check` costs. */

import type { Command } from "../command.ts";

export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** Null: known, and not here yet. */
  readonly load: (() => Promise<Command>) | null;
}

export const verbs: readonly Verb[] = [
  {
    name: "check",
    summary: "parse and check models, without data",
    load: async () => (await import("./check.ts")).check,
  },
  { name: "fmt", summary: "lay models out in the one way", load: async () => (await import("./fmt.ts")).fmt },
  {
    name: "compile",
    summary: "print a stage of the compiler",
    load: async () => (await import("./compile.ts")).compile,
  },
  {
    name: "fit",
    summary: "run the inference and save the posterior",
    load: async () => (await import("./fit.ts")).fit,
  },
  {
    name: "predict",
    summary: "the posterior predictive of new rows",
    load: async () => (await import("./predict.ts")).predict,
  },
  {
    name: "evaluate",
    summary: "scores on data with the response present",
    load: async () => (await import("./evaluate.ts")).evaluate,
  },
  {
    name: "draws",
    summary: "posterior draws of every latent",
    load: async () => (await import("./draws.ts")).draws,
  },
  {
    name: "density",
    summary: "the log density and its gradient at a point",
    load: async () => (await import("./density.ts")).density,
  },
  {
    name: "summary",
    summary: "the latents' table",
    load: async () => (await import("./summary.ts")).summary,
  },
  {
    name: "diagnose",
    summary: "how far to trust a posterior",
    load: async () => (await import("./diagnose.ts")).diagnose,
  },
  { name: "plot", summary: "a picture of a posterior", load: async () => (await import("./plot.ts")).plot },
  {
    name: "explain",
    summary: "what a diagnostic's code means",
    load: async () => (await import("./explain.ts")).explain,
  },
  { name: "init", summary: "a model, data and a README to start from", load: null },
  {
    name: "compare",
    summary: "every infer block on the same data and seeds",
    load: async () => (await import("./compare.ts")).compare,
  },
  {
    name: "simulate",
    summary: "the prior predictive",
    load: async () => (await import("./simulate.ts")).simulate,
  },
  {
    name: "sbc",
    summary: "simulation-based calibration",
    load: async () => (await import("./sbc.ts")).sbc,
  },
  { name: "report", summary: "a page about a posterior", load: null },
  { name: "data", summary: "what is in a data file", load: null },
  { name: "generate", summary: "", load: null },
  { name: "build", summary: "", load: null },
  { name: "lsp", summary: "", load: null },
  { name: "playground", summary: "", load: null },
  { name: "worker", summary: "", load: null },
  { name: "export", summary: "", load: null },
  { name: "doctor", summary: "", load: null },
];
