/** What labels and bools gather over posterior draws: mean probabilities, and what is unknown of them. */

import { entropyOf, logMeanExp } from "./accumulate.ts";
import type { ClassBlock, ResponseBlock, StateBlock } from "./predictive-block.ts";
import type { PredictiveCall, ResponseSlots, StateSlots } from "./predictive-program.ts";

/** What one response gathers, draw after draw. */
export interface Gatherer {
  readonly add: (draw: number) => void;
  readonly finish: () => ResponseBlock;
}

/** The probabilities of a response's classes, and their entropies. */
export function gatherClasses(
  call: PredictiveCall,
  response: ResponseSlots,
  classes: number,
  count: number,
): Gatherer {
  const { name, width } = response;
  const size = count * width;
  const probabilities = new Float64Array(size * classes);
  const aleatoricEntropy = new Float64Array(size);
  const logs = response.scored ? logMeanExp(count) : null;
  return {
    add(draw) {
      const values = call.read(name, "probabilities") as Float64Array;
      for (let i = 0; i < size; i++) {
        const entropy = entropyOf(values, i * classes, classes);
        // Running means, so that equal draws give exactly their own entropy.
        aleatoricEntropy[i] =
          (aleatoricEntropy[i] as number) + (entropy - (aleatoricEntropy[i] as number)) / (draw + 1);
        for (let k = i * classes; k < (i + 1) * classes; k++) {
          probabilities[k] =
            (probabilities[k] as number) +
            ((values[k] as number) - (probabilities[k] as number)) / (draw + 1);
        }
      }
      logs?.add(call.read(name, "log_density"));
    },
    finish(): ClassBlock {
      const entropy = Float64Array.from({ length: size }, (_, i) =>
        // Jensen's inequality holds exactly, rounding apart.
        Math.max(aleatoricEntropy[i] as number, entropyOf(probabilities, i * classes, classes)),
      );
      return {
        kind: "class",
        width,
        classes,
        probabilities,
        entropy,
        aleatoricEntropy,
        logDensity: logs?.finish() ?? null,
      };
    },
  };
}

/** The probabilities of a discrete latent's values. */
export function gatherStates(
  call: PredictiveCall,
  { name, width, classes }: StateSlots,
  draws: number,
  count: number,
): { readonly name: string; readonly block: StateBlock; readonly add: () => void } {
  const probabilities = new Float64Array(count * width * classes);
  return {
    name,
    block: { width, classes, probabilities },
    add: () => {
      const values = call.read(name, "probabilities");
      for (let i = 0; i < probabilities.length; i++)
        probabilities[i] = (probabilities[i] as number) + (values[i] as number) / draws;
    },
  };
}
