/** What can be said of a posterior that no sampler made: how it stands to the truth, which its own numbers cannot tell. */

import type { Approximation } from "../../posterior/posterior.ts";
import type { Check } from "./checks.ts";

const closed = {
  seen: "a closed form is the posterior itself",
  meaning: "there is nothing to doubt",
  advice: null,
};

const said: { readonly [K in Approximation["kind"]]: Pick<Check, "seen" | "meaning" | "advice"> } = {
  point: {
    seen: "a point has no spread",
    meaning: "it says nothing of how sure the model is",
    advice: "fit `vi` or `nuts` for that",
  },
  mean_field: {
    seen: "independent normals cannot show how latents depend on one another",
    meaning: "means are often right, and sds too small",
    advice:
      "fit `nuts` to the same model and compare the two, where it is affordable; `hunch diagnose --data`, with the data of the fit, tells k̂",
  },
  gaussian: closed,
  conjugate: closed,
  draws: {
    seen: "these draws come without a sampler's statistics",
    meaning: "there is nothing to check them by",
    advice: null,
  },
};

export function unsampled(kind: Approximation["kind"]): Check {
  return { name: "approximation", value: null, limit: null, ok: true, ...said[kind] };
}
