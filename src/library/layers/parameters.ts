/** Parameters that several layers share. */

import type { LayerParameter } from "../layer.ts";

export const activation: LayerParameter = {
  name: "activation",
  kind: "activation",
  required: false,
  doc: "applied to each output; identity if omitted",
};
