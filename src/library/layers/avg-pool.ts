/** The mean pixel of each window. */

import type { Layer } from "../layer.ts";
import { poolShape, windowSize, windowsOf } from "./pool.ts";

export const avgPool: Layer = {
  name: "avg_pool",
  doc: "Takes the mean pixel of each window of an image, channel by channel.",
  parameters: [windowSize],
  body: false,
  linear: true,
  shape: poolShape,
  apply: (b, x, { size }) => b.div(b.sum(windowsOf(b, x, size ?? 1), [2, 4]), (size ?? 1) ** 2),
};
