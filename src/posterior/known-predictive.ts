/** The predictive of a response of which nothing is unknown: its own distribution. */

import { isDiscrete } from "../shape/support.ts";
import { entropyOf } from "./accumulate.ts";
import { generalMixture, normalMixture } from "./mixture.ts";
import type { ResponseBlock } from "./predictive-block.ts";
import type { ResponseSlots } from "./predictive-program.ts";

/** Nothing about it is unknown: its own distribution. */
export function knownBlock(response: ResponseSlots, read: (what: string) => Float64Array): ResponseBlock {
  const { width, classes, parameters, distribution, hasMean, hasVariance, scored } = response;
  const logDensity = scored ? read("log_density") : null;
  if (classes !== null) {
    const probabilities = read("probabilities");
    const entropy = Float64Array.from({ length: probabilities.length / classes }, (_, i) =>
      entropyOf(probabilities, i * classes, classes),
    );
    return { kind: "class", width, classes, probabilities, entropy, aleatoricEntropy: entropy, logDensity };
  }
  const values = parameters.map((name) => [name, read(name)] as const);
  const size = values[0]?.[1].length ?? 0;
  const mean = hasMean ? read("mean") : new Float64Array(size).fill(Number.NaN);
  const aleatoric = hasVariance ? read("variance") : new Float64Array(size).fill(Number.NaN);
  return {
    kind: "number",
    width,
    mean,
    epistemic: new Float64Array(size),
    aleatoric,
    mixture: (i) => {
      const own = Object.fromEntries(values.map(([name, each]) => [name, each.subarray(i, i + 1)]));
      const moments = { mean: mean[i] as number, sd: Math.sqrt(aleatoric[i] as number) };
      const [centre, sd] = [own["mean"], own["sd"]];
      if (distribution.name === "normal" && centre && sd)
        return normalMixture({ mean: centre, sd }, moments.mean, moments.sd);
      return generalMixture(distribution, own, {
        ...moments,
        discrete: isDiscrete(distribution.support(null)),
      });
    },
    logDensity,
    samples: null,
  };
}
