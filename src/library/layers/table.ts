/** The layers a network may be made of, by name. */

import type { Layer } from "../layer.ts";
import { table } from "../rows.ts";
import { dense } from "./dense.ts";

export const layers: ReadonlyMap<string, Layer> = table(dense);
