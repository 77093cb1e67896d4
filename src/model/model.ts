/** A model: sites, what is observed of them, and whether its posterior has a closed form. Sizes are symbolic until a graph is built. */

import type { CheckedProgram, Deterministic, Latent, Observation } from "../check/program.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Bijector } from "../library/bijector.ts";
import type { Dimension } from "../shape/dimension.ts";
import type { Tensor } from "../tensor/builder.ts";

/** A latent and the map that frees it of its constraint. */
export interface Site {
  readonly name: string;
  readonly latent: Latent;
  readonly dimensions: readonly Dimension[];
  /** From the unconstrained reals, elementwise; the unconstrained array has the site's own shape. */
  readonly bijector: Bijector;
}

/** A tensor whose axes are these dimensions, in order. */
export interface Named {
  readonly tensor: Tensor;
  readonly dimensions: readonly Dimension[];
}

export interface Model {
  readonly program: CheckedProgram;
  readonly sites: readonly Site[];
  /** Reported with the latents, in order. */
  readonly deterministics: readonly Deterministic[];
  readonly observations: readonly Observation[];
  readonly conjugacy: Conjugacy;
}

/**
 * The linear-Gaussian form: every latent is normal with known mean and sd, the response normal with known sd and a mean
 * that is affine in the latents. Where it fails, why, underlined.
 */
export type Conjugacy =
  | { readonly kind: "linear_gaussian" }
  | { readonly kind: "none"; readonly why: Diagnostic };
