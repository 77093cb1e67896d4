/** erf, in f64: x P(x²) up to 1, then 1 − e^(−x²) Q((x − 2) / (x + 2)), both fitted at Chebyshev's points. */

import type { KernelBuilder } from "../kernel-builder.ts";
import type { Value } from "../loop-program.ts";
import { exp } from "./exponential.ts";
import { copySign, polynomial } from "./polynomial.ts";

// erf(x) / x in x² on [0, 1]; error 2e-19.
const near = [
  1.12837916709551257, -0.37612638903183748, 0.11283791670954876, -0.0268661706450762693,
  0.00522397762481263732, -0.000854832698050941287, 0.00012055331099279798, -0.0000149255949575960262,
  1.64609953381954121e-6, -1.63502562786964984e-7, 1.46593838213400676e-8, -1.13712918310479531e-9,
  5.95447158315348262e-11,
];

// (1 − erf x) e^(x²) in (x − 2) / (x + 2) on 1 ≤ x ≤ 6; error 3e-21.
const far = [
  0.255395676310505744, -0.427185847413958394, 0.241658194242466356, -0.0789785810157331201,
  0.00373289240434501641, 0.00699746173929405773, -0.000847143252013393122, -0.000981977030260272195,
  0.0000435556377748797283, 0.00017436123530124898, 0.0000275248196092059964, -0.0000275804650279823183,
  -0.000013960863250756435, 1.39343966799371496e-6, 3.74437353326530798e-6, 1.1995052231035316e-6,
  -3.90357320449244416e-7, -5.49414410412455868e-7, -1.6320658346679419e-7, 1.89276350624902705e-7,
];

export function erf(k: KernelBuilder, x: Value): Value {
  const size = k.abs(x);
  const close = k.mul(x, polynomial(k, k.mul(x, x), near));
  const held = k.select(k.lt(6, size), 6, size);
  const t = k.div(k.sub(held, 2), k.add(held, 2));
  const rest = k.mul(exp(k, k.neg(k.mul(held, held))), polynomial(k, t, far));
  return k.select(k.lt(size, 1), close, copySign(k, k.sub(1, rest), x));
}
