/** Student's t density, shared by the whole and its upper half. */

import type { Builder, Tensor } from "../tensor/builder.ts";
import { logGammaRatio } from "./gamma-ratio.ts";

/** log t(z | ν) = log Γ(ν/2 + ½) − log Γ(ν/2) − ½ log πν − ½ (ν + 1) log(1 + z²/ν) */
export function logStudent(b: Builder, z: Tensor, df: Tensor): Tensor {
  const constant = b.sub(logGammaRatio(b, b.mul(0.5, df), 0.5), b.mul(0.5, b.log(b.mul(Math.PI, df))));
  const power = b.mul(0.5, b.add(df, 1));
  return b.sub(constant, b.mul(power, b.log1p(b.div(b.square(z), df))));
}
