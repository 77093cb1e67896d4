/**
 * Integrals from 0 to ∞ of functions that start at 1 and fall, as graphs that can be differentiated in every parameter: what
 * incomplete gamma and beta functions and Student's tails are made of, far out too. The double exponential formula of
 * Takahasi & Mori, "Double exponential formulas for numerical integration" (1974), w = d exp(t − e⁻ᵗ) with t in equal steps.
 */

import type { Builder, Operand, Tensor } from "../tensor/builder.ts";
import { repeat } from "./draws.ts";
import { sumOfLast } from "./vectors.ts";

const step = 0.15;

/** w / d from 1e-19 to 43, and dw / d. */
const nodes = Array.from({ length: 51 }, (_, i) => {
  const t = -3.7 + step * i;
  const place = Math.exp(t - Math.exp(-t));
  return { place, weight: place * (1 + Math.exp(-t)) * step };
});

/**
 * log ∫₀^∞ exp φ(w) dw, to 1e-12 where φ(0) = 0 and φ is concave, or like −w with a power of 1 + w/x; d about where φ is −1.
 * `phi` is given w with an axis of nodes last, and `wide` repeats a parameter along it.
 */
export function logIntegral(
  b: Builder,
  d: Tensor,
  phi: (w: Tensor, wide: (x: Operand) => Tensor | number) => Tensor,
): Tensor {
  const scale = coarse(b, d);
  const shape = [...d.shape, nodes.length];
  const places = b.literal(
    nodes.map(({ place }) => place),
    [nodes.length],
    d.dtype,
  );
  const w = b.mul(repeat(b, scale, shape), b.broadcast(places, shape, [d.shape.length]));
  const wide = (x: Operand): Tensor | number => (typeof x === "number" ? x : repeat(b, x, shape));
  const sum = sumOfLast(b, b.exp(phi(w, wide)), (i) => nodes[i]?.weight ?? 0);
  return b.add(b.log(scale), b.log(sum));
}

/** The integral does not depend on d, and so its derivatives need not pass through it: d in steps of a seventh. */
function coarse(b: Builder, d: Tensor): Tensor {
  return b.exp(b.mul(1 / 7, b.floor(b.mul(7, b.log(d)))));
}

/** Where φ is about −1, for concave φ with φ′(0) = −slope ≤ 0 and φ″(0) = −bend: from that parabola, by Newton's steps. */
export function fallOf(
  b: Builder,
  slope: Tensor,
  bend: Tensor,
  least: Operand,
  fall: (w: Tensor) => { readonly phi: Tensor; readonly slope: Tensor },
): Tensor {
  const root = b.sqrt(b.add(b.square(slope), b.mul(2, bend)));
  let d = b.max(b.div(2, b.add(slope, root)), least);
  for (let i = 0; i < 3; i += 1) {
    const at = fall(d);
    d = b.sub(d, b.div(b.add(at.phi, 1), at.slope));
  }
  return d;
}
