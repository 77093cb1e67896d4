/** A fitted model at the public door. */

import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import * as pipeline from "../pipeline.ts";
import type { Data } from "./data.ts";
import { valueOf } from "./hunch-error.ts";
import { inRange } from "./settings.ts";

export interface AskOptions {
  /** Decides every random draw; 1 unless given. */
  readonly seed?: number;
  /** How many posterior draws a prediction mixes; 1000 unless given. */
  readonly draws?: number;
  /** Aborted: the predictions stop soon, and a `HunchError` says so. */
  readonly signal?: AbortSignal;
}

export interface PredictOptions extends AskOptions {
  /** The probability between the outer quantiles; 0.9 unless given. */
  readonly level?: number;
}

/** A value a row, in the data's own units: `y_mean`, `y_sd`, `y_epistemic_sd`, `y_aleatoric_sd`, `y_q05`, …; NaN where there is none. */
export interface Prediction {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Float64Array>>;
}

/** `values` are row-major: draws (chain after chain), then the latent's own `shape`. Those of a discrete latent are positions among `labels`, from 0. */
export interface Draws {
  readonly chains: number;
  /** Of each chain. */
  readonly draws: number;
  readonly latents: Readonly<
    Record<
      string,
      {
        readonly shape: readonly number[];
        readonly values: Float64Array;
        readonly labels?: readonly string[];
      }
    >
  >;
}

/** Every method throws `HunchError` where data or options do not fit. */
export interface Posterior {
  readonly record: pipeline.Posterior["record"];
  readonly warnings: readonly Diagnostic[];
  /** The posterior predictive, one row a row of `data`. */
  predict(data: Data, options?: PredictOptions): Promise<Prediction>;
  /** Scores on data that has the response. */
  evaluate(data: Data, options?: AskOptions): Promise<pipeline.Evaluation>;
  /** Draws of every latent and deterministic quantity, on the declared scale. */
  draws(count: number, options?: Pick<AskOptions, "seed">): Promise<Draws>;
  /** Mean, sd and quantiles of every latent, in the model's own units. */
  summary(): Promise<pipeline.Summary>;
  /** How far to trust it: checks, a sentence each; `ok` is false where one fails. With the data it was fitted on, also k̂ of `vi`. */
  diagnose(data?: Data): Promise<Pick<pipeline.Diagnosis, "ok" | "checks">>;
  /** Writes a folder that `load` and `hunch predict` read (where there are files). `replace` lets it take another posterior's place. */
  save(path: string, options?: { readonly replace?: boolean }): Promise<void>;
}

export function posteriorOf(fitted: pipeline.Posterior, warnings: readonly Diagnostic[]): Posterior {
  const { program } = fitted.model;
  const sources = async (data: Data) => valueOf(await pipeline.sourcesOf(program, data));
  return {
    record: fitted.record,
    warnings,
    async predict(data, options = {}) {
      const { rows, columns } = valueOf(
        await pipeline.predict(fitted, await sources(data), inRange(options)),
      );
      return { rows, columns: Object.fromEntries(columns) };
    },
    async evaluate(data, options = {}) {
      return valueOf(await pipeline.evaluate(fitted, await sources(data), inRange(options)));
    },
    async draws(count, options = {}) {
      inRange({ ...options, draws: count });
      const { chains, draws, values, labels } = await pipeline.drawsOf(fitted, count, options);
      const latents = [...values].map(([name, array]) => {
        const own = labels.get(name);
        return [name, own === undefined ? array : { ...array, labels: own }] as const;
      });
      return { chains, draws, latents: Object.fromEntries(latents) };
    },
    summary: () => pipeline.summarise(fitted),
    async diagnose(data) {
      const { ok, checks } =
        data === undefined
          ? await pipeline.diagnosePosterior(fitted)
          : valueOf(await pipeline.diagnoseWithData(fitted, await sources(data), "the posterior"));
      return { ok, checks };
    },
    async save(path, { replace = false } = {}) {
      valueOf(await pipeline.save(fitted, path, { replace }));
    },
  };
}

/** Reads a posterior's folder; the training data is not needed. Throws `HunchError`. */
export async function load(path: string): Promise<Posterior> {
  const loaded = await pipeline.load(path);
  return posteriorOf(valueOf(loaded), loaded.ok ? loaded.warnings : []);
}
