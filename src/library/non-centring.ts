/**
 * Non-centred coordinates: a latent is u = μ + σ z on the unconstrained scale, and inference moves z, whose prior depends on
 * neither. Papaspiliopoulos, Roberts & Sköld, "A general framework for the parametrization of hierarchical models" (2007); Betancourt &
 * Girolami, "Hamiltonian Monte Carlo for hierarchical models" (2015).
 */

import { Bug } from "../diagnostic/bug.ts";
import type { Tensor } from "../tensor/builder.ts";
import type { Arguments, NonCentring } from "./distribution.ts";
import { widen } from "./draws.ts";

/** What asks for them in a model: `theta: real[School] ~ non_centred(normal(mu, tau))`. The declared latent and its density stay. */
export const nonCentred = { name: "non_centred", form: "non_centred(normal(mean, sd))" } as const;

/** u = μ + σ z; log |du / dz| = log σ */
export function stretched(location: string, scale: string): NonCentring {
  return {
    place: (b, z, p) => {
      const width = parameter(p, scale);
      return {
        u: b.add(parameter(p, location), b.mul(width, z)),
        logDeterminant: widen(b, b.log(width), z.shape),
      };
    },
    standardise: (b, u, p) => b.div(b.sub(u, parameter(p, location)), parameter(p, scale)),
    standard: { [location]: 0, [scale]: 1 },
  };
}

/** Positive values by their logarithm: u = log s + z; log |du / dz| = 0 */
export function multiplied(scale: string): NonCentring {
  return {
    place: (b, z, p) => ({
      u: b.add(b.log(parameter(p, scale)), z),
      logDeterminant: b.constant(0, z.shape),
    }),
    standardise: (b, u, p) => b.sub(u, b.log(parameter(p, scale))),
    standard: { [scale]: 1 },
  };
}

function parameter(p: Arguments, name: string): Tensor {
  const value = p[name];
  if (value === undefined) throw new Bug(`non-centred coordinates need ${name}`);
  return value;
}
