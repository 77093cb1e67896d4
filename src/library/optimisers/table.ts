/** The optimisers by name. */

import type { Optimiser } from "../optimiser.ts";
import { table } from "../rows.ts";
import { adam } from "./adam.ts";
import { sgd } from "./sgd.ts";

export const optimisers: ReadonlyMap<string, Optimiser> = table(adam, sgd);
