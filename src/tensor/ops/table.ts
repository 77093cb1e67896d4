/** The table of ops: total over their names, so that an op without a row does not compile. */

import type { OpName } from "../graph.ts";
import { binaryOps } from "./binary.ts";
import { chainOps } from "./chain.ts";
import { choiceOps } from "./choice.ts";
import { dotOps } from "./dot.ts";
import { indexingOps } from "./indexing.ts";
import { linalgOps } from "./linalg.ts";
import type { Op } from "./op.ts";
import { randomOps } from "./random.ts";
import { reductions } from "./reductions.ts";
import { scanOps } from "./scan.ts";
import { sources } from "./sources.ts";
import { structureOps } from "./structure.ts";
import { unaryOps } from "./unary.ts";

export const ops: { readonly [P in OpName]: Op<P> } = {
  ...sources,
  ...unaryOps,
  ...binaryOps,
  ...choiceOps,
  ...structureOps,
  ...reductions,
  ...dotOps,
  ...indexingOps,
  ...randomOps,
  ...linalgOps,
  ...scanOps,
  ...chainOps,
};
