/**
 * The horseshoe's parameters. Its density has no closed form: the checker writes the hierarchy out that it stands for, so that it
 * is no row of the table.
 */

import type { Heading } from "./distribution.ts";
import { positive } from "./parameters.ts";

const globalScale = positive("global_scale", "the scale of what most effects are shrunk to");

export const horseshoe: Heading = {
  name: "horseshoe",
  signatures: [
    { parameters: [globalScale] },
    {
      parameters: [
        globalScale,
        positive("slab_scale", "how large the effects are that escape"),
        positive("slab_df", "the degrees of freedom of their student_t"),
      ],
      keywordOnly: true,
    },
  ],
};
