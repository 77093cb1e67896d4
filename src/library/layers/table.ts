/** The layers a network may be made of, by name. */

import type { Layer } from "../layer.ts";
import { table } from "../rows.ts";
import { avgPool } from "./avg-pool.ts";
import { conv } from "./conv.ts";
import { dense } from "./dense.ts";
import { dropout } from "./dropout.ts";
import { embedding } from "./embedding.ts";
import { flatten } from "./flatten.ts";
import { layerNorm } from "./layer-norm.ts";
import { maxPool } from "./max-pool.ts";
import { residual } from "./residual.ts";

export const layers: ReadonlyMap<string, Layer> = table(
  dense,
  conv,
  maxPool,
  avgPool,
  flatten,
  layerNorm,
  embedding,
  residual,
  dropout,
);
