/** The greatest pixel of each window. */

import type { Layer } from "../layer.ts";
import { poolShape, windowSize, windowsOf } from "./pool.ts";

export const maxPool: Layer = {
  name: "max_pool",
  doc: "Keeps the greatest pixel of each window of an image, channel by channel.",
  parameters: [windowSize],
  body: false,
  linear: false,
  shape: poolShape,
  apply: (b, x, { size }) => b.reduceMax(windowsOf(b, x, size ?? 1), [2, 4]),
};
