/** E-BFMI: whether resampling the momentum reaches all energies of the posterior (Betancourt 2016, "Diagnosing suboptimal cotangent disintegrations"). */

import { varianceOf, type Chains } from "./chains.ts";

/** By chain, mean (Eᵢ − Eᵢ₋₁)² / Var E: about 1 for independent energies; below 0.3 the tails are hardly visited. NaN where none varies. */
export function energyFractions({ chains, draws, values }: Chains): Float64Array {
  return Float64Array.from({ length: chains }, (_, chain) => {
    const energies = values.subarray(chain * draws, (chain + 1) * draws);
    let squares = 0;
    for (let i = 1; i < draws; i++) squares += ((energies[i] as number) - (energies[i - 1] as number)) ** 2;
    return squares / (draws - 1) / varianceOf(energies);
  });
}
