/** What inference leaves: numbers that, with the model, are a distribution over its latents. */

import type { BindingFacts, BoundArray } from "../data/bound.ts";
import type { OptionValue } from "../library/method.ts";
import type { Model } from "../model/model.ts";

/** Values by site, row-major, of the site's shape. */
export type SiteValues = ReadonlyMap<string, Float64Array>;

/** What a Hamiltonian sampler tells of a draw. */
export type SamplerStatistic =
  /** Of the draw and its momentum, in nats: what E-BFMI is found from. */
  | "energy"
  /** 1 where its path met an energy error beyond 1,000, else 0. */
  | "divergent"
  /** Doublings of its tree; 0 for paths of fixed length. */
  | "depth"
  /** Steps of its path. */
  | "leapfrogs"
  /** The mean Metropolis probability over its path. */
  | "acceptance"
  | "step_size"
  /** On the unconstrained scale, the Jacobian included. */
  | "log_density";

/** Where paths broke off after warm-up. `chain` and `draw` count from 0, by divergence; positions are by site `[divergences, …shape]`. */
export interface Divergences {
  readonly chain: Float64Array;
  readonly draw: Float64Array;
  /** Where the step that failed began, on the declared scale. */
  readonly positions: SiteValues;
}

/** Draws on the declared scale: by site `[chains * draws, …shape]`, a chain's draws together. */
export interface Chains {
  readonly kind: "draws";
  readonly chains: number;
  /** Of each chain. */
  readonly draws: number;
  readonly values: SiteValues;
  /** Each `[chains * draws]`, a chain's together; empty where the draws come from no Hamiltonian sampler. */
  readonly statistics: ReadonlyMap<SamplerStatistic, Float64Array>;
  readonly divergences: Divergences;
  /** Of networks, their predictions at a few training rows, by response: values `[chains * draws, …shape]`. */
  readonly watched: ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: Float64Array }>;
}

export type Approximation =
  /** One value, on the declared scale. */
  | { readonly kind: "point"; readonly values: SiteValues }
  /** Independent normals on the unconstrained scale. */
  | { readonly kind: "mean_field"; readonly mean: SiteValues; readonly sd: SiteValues }
  /** One multivariate normal over all sites, concatenated in order, on the (unconstrained = declared) scale; `covariance` row-major. */
  | { readonly kind: "gaussian"; readonly mean: Float64Array; readonly covariance: Float64Array }
  | Conjugate
  | Chains;

/** A closed form: groups of normals, and every other site, element by element, in the family of its prior with these parameters. On the declared scale. */
export interface Conjugate {
  readonly kind: "conjugate";
  readonly groups: readonly NormalGroup[];
  /** By site: values of its shape, by parameter of its prior's distribution. */
  readonly parameters: ReadonlyMap<string, Readonly<Record<string, Float64Array>>>;
}

/** Jointly normal sites, concatenated in order; where `scale` is a site, an inverse gamma variance or a gamma precision, for a variance of one. */
export interface NormalGroup {
  readonly sites: readonly string[];
  readonly scale: string | null;
  readonly mean: Float64Array;
  /** Row-major. */
  readonly covariance: Float64Array;
}

export interface FitRecord {
  readonly infer: string;
  readonly method: string;
  /** Every option of the method as it ran: written, set on the command line, or the default (null: the method decided). */
  readonly options: Readonly<Record<string, OptionValue | null>>;
  readonly seed: number;
  /** `elbo`, `elbo_se`, `elbo_per_row`; `log_joint`; `log_evidence`. Nats, in the model's own units. */
  readonly objective: Readonly<Record<string, number>>;
  readonly seconds: { readonly compile: number; readonly fit: number };
  /** Rows fitted on, and rows that `missing = drop` left out. */
  readonly rows: number;
  readonly dropped: number;
  /** First rows that a response is conditioned on, since it looks back at rows before the data; absent in older posteriors. */
  readonly conditioned?: number;
  /** False where the run was stopped early. */
  readonly complete: boolean;
  /** What it was fitted on, as `digestData` tells it; absent in older posteriors, and where no file was to be written. */
  readonly data?: Readonly<Record<string, string>>;
}

export interface Posterior {
  readonly model: Model;
  readonly facts: BindingFacts;
  readonly approximation: Approximation;
  readonly record: FitRecord;
  /** Of models with discrete latents: the data they were fitted on, by variable name, in the model's own units. Their values are told from it. */
  readonly training?: ReadonlyMap<string, BoundArray>;
}
