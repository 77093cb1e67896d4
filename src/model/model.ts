/** A model: sites, what is observed of them, and whether its posterior has a closed form. Sizes are symbolic until a graph is built. */

import type { CheckedProgram, Deterministic, Latent, Observation } from "../check/program.ts";
import type { Summation } from "../check/summation.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Bijector } from "../library/bijector.ts";
import type { Distribution, Noise } from "../library/distribution.ts";
import type { Dimension } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";

/** A latent and the map that frees it of its constraint. */
export interface Site {
  readonly name: string;
  readonly latent: Latent;
  readonly dimensions: readonly Dimension[];
  /** From the unconstrained reals; the shape of their array is `freeShapeOf` the site. */
  readonly bijector: Bijector;
  /** What is moved is z, from which the unconstrained value is placed, given the sites before: see `library/non-centring.ts`. */
  readonly nonCentred: boolean;
}

export type { Environment, Named } from "./named.ts";

/** What a response is expected to be, given one value of the latents. Tensors are [rows, …the response's other dimensions]. */
export interface Predictive {
  readonly observation: Observation;
  /** Of one element: the observation's own, or of vectors and matrices that of one entry. */
  readonly distribution: Distribution;
  /** Draws of the response, as `parameters` are laid out. */
  readonly draw: (b: Builder, noise: Noise) => Tensor;
  /**
   * Where the response depends on discrete latents: the probability of each of their values together, a number an element for
   * each, the values standing first. Null where it depends on none.
   */
  readonly weights: Tensor | null;
  /** By parameter name; an event axis stands last, and the values of discrete latents first where there are weights. */
  readonly parameters: Readonly<Record<string, Tensor>>;
  /** Null where the values have none (labels). */
  readonly mean: Tensor | null;
  readonly variance: Tensor | null;
  /** For labels and bools: an axis of values last. */
  readonly probabilities: Tensor | null;
  /** Of the response, a number a row, where the environment holds it. */
  readonly logDensity: Tensor | null;
  /** The response's. */
  readonly dimensions: readonly Dimension[];
}

export interface Model {
  readonly program: CheckedProgram;
  readonly sites: readonly Site[];
  /** Reported with the latents, in order. */
  readonly deterministics: readonly Deterministic[];
  readonly observations: readonly Observation[];
  /** The discrete latents, which are no sites: densities and predictions sum over their values. */
  readonly summation: Summation;
  readonly conjugacy: Conjugacy;
}

/** Whether the posterior has a closed form; where not, why, underlined. */
export type Conjugacy =
  /** Every latent is normal around means that are affine in others, every response normal with known sd and a mean that is affine in the latents. */
  | { readonly kind: "linear_gaussian" }
  /** Latents and responses in families that share nothing, each with its own closed form. */
  | { readonly kind: "conjugate"; readonly families: readonly Family[] }
  | { readonly kind: "none"; readonly why: Diagnostic };

/** Sites and responses by name, in order. */
export type Family =
  /** Jointly normal. `scale`: the site, an inverse gamma variance or a gamma precision, whose root every sd is a multiple of; null where they are known. */
  | {
      readonly kind: "normal";
      readonly sites: readonly string[];
      readonly scale: string | null;
      readonly responses: readonly string[];
    }
  /** Each element of each site by itself, in the family of its prior. */
  | {
      readonly kind: "elementwise";
      readonly sites: readonly string[];
      /** By response. */
      readonly links: ReadonlyMap<string, Link>;
      readonly responses: readonly string[];
    }
  /** Nothing about them is unknown. */
  | { readonly kind: "known"; readonly responses: readonly string[] };

/** The parameter of a likelihood that is something known times a power of one element of a site. */
export interface Link {
  readonly site: string;
  readonly likelihood: string;
  readonly parameter: string;
  readonly power: number;
}
