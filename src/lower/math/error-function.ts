/** erf, in f64: x P(x²) up to 1, then 1 − e^(−x²) Q((x − 2) / (x + 2)), both fitted at Chebyshev's points. */

import type { KernelBuilder } from "../kernel-builder.ts";
import type { Value } from "../loop-program.ts";
import { exp } from "./exponential.ts";
import { copySign, polynomial } from "./polynomial.ts";

// erf(x) / x in x² on [0, 1]; error 2e-19.
const near = [
  1.1283791670955126, -0.3761263890318375, 0.11283791670954876, -0.02686617064507627, 0.005223977624812638,
  -0.0008548326980509413, 0.00012055331099279798, -0.000014925594957596026, 0.0000016460995338195411,
  -1.6350256278696497e-7, 1.4659383821340068e-8, -1.1371291831047954e-9, 5.954471583153482e-11,
];

// (1 − erf x) e^(x²) in (x − 2) / (x + 2) on 1 ≤ x ≤ 6; error 3e-21.
const far = [
  0.25539567631050575, -0.4271858474139584, 0.24165819424246635, -0.07897858101573312, 0.0037328924043450165,
  0.006997461739294057, -0.0008471432520133931, -0.0009819770302602721, 0.00004355563777487973,
  0.000174361235301249, 0.000027524819609205997, -0.00002758046502798232, -0.000013960863250756434,
  0.000001393439667993715, 0.0000037443735332653078, 0.0000011995052231035317, -3.9035732044924444e-7,
  -5.494144104124559e-7, -1.632065834667942e-7, 1.892763506249027e-7,
];

export function erf(k: KernelBuilder, x: Value): Value {
  const size = k.abs(x);
  const close = k.mul(x, polynomial(k, k.mul(x, x), near));
  const held = k.select(k.lt(6, size), 6, size);
  const t = k.div(k.sub(held, 2), k.add(held, 2));
  const rest = k.mul(exp(k, k.neg(k.mul(held, held))), polynomial(k, t, far));
  return k.select(k.lt(size, 1), close, copySign(k, k.sub(1, rest), x));
}
