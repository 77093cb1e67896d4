/** Layers of networks by plain loops; weights stand under a layer's name. */

import type { Point } from "./agrees.ts";
import { add, at, type Complex, div, mul, relu, sqrt, square, sub, sum, total, type Value } from "./plain.ts";

type Vector = readonly Value[];
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** The weights stand under `name`. */
export function dense(p: Point, name: string, input: Vector): readonly Complex[] {
  const [weight, bias] = [p(`${name}.weight`), p(`${name}.bias`)];
  return bias.map((offset, j) =>
    add(
      offset,
      total(input.length, (i) => mul(at(input, i), at(weight, i * bias.length + j))),
    ),
  );
}

type Shape = readonly [number, number, number];

/** An image [height, breadth, channels] through filters of an edge, where they fit, and relu. */
export function conv(
  p: Point,
  name: string,
  image: Vector,
  [height, breadth, channels]: Shape,
  edge: number,
) {
  const [weight, bias] = [p(`${name}.weight`), p(`${name}.bias`)];
  return range(height - edge + 1).flatMap((i) =>
    range(breadth - edge + 1).flatMap((j) =>
      bias.map((offset, f) => {
        const products = range(edge * edge * channels).map((tap) => {
          const pixel = Math.floor(tap / channels);
          const [down, right] = [Math.floor(pixel / edge), pixel % edge];
          const place = ((i + down) * breadth + j + right) * channels + (tap % channels);
          return mul(at(image, place), at(weight, tap * bias.length + f));
        });
        return relu(add(offset, ...products));
      }),
    ),
  );
}

export function pool(
  image: readonly Complex[],
  [height, breadth, channels]: Shape,
  of: (w: readonly Complex[]) => Complex,
) {
  return range(Math.floor(height / 2)).flatMap((i) =>
    range(Math.floor(breadth / 2)).flatMap((j) =>
      range(channels).map((c) => {
        const pixel = (p: number, q: number) => at(image, ((2 * i + p) * breadth + 2 * j + q) * channels + c);
        return of([pixel(0, 0), pixel(0, 1), pixel(1, 0), pixel(1, 1)]);
      }),
    ),
  );
}

export const greatest = (window: readonly Complex[]) =>
  window.reduce((best, each) => (each.re > best.re ? each : best));

export function layerNorm(h: readonly Complex[]): readonly Complex[] {
  const mean = mul(1 / h.length, sum(h));
  const variance = mul(1 / h.length, sum(h.map((each) => square(sub(each, mean)))));
  return h.map((each) => div(sub(each, mean), sqrt(add(variance, 1e-5))));
}
