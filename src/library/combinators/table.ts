/** The rules that make a distribution of others, by name. */

import type { Combinator } from "../combinator.ts";
import { table } from "../rows.ts";
import { censored } from "./censored.ts";
import { mixture } from "./mixture.ts";
import { truncated } from "./truncated.ts";
import { zeroInflated } from "./zero-inflated.ts";

export const combinators: ReadonlyMap<string, Combinator> = table(truncated, censored, mixture, zeroInflated);
