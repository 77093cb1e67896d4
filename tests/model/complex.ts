/**
 * Derivatives of plain formulas to the last digit: f(x + ih) / h for a tiny h loses nothing to cancellation (Squire and Trapp 1998,
 * "Using complex variables to estimate derivatives of real functions"). Independent of the tensor language.
 */

export interface Complex {
  readonly re: number;
  readonly im: number;
}

type Value = Complex | number;

const c = (x: Value): Complex => (typeof x === "number" ? { re: x, im: 0 } : x);

export function add(...parts: readonly Value[]): Complex {
  return parts.map(c).reduce((s, x) => ({ re: s.re + x.re, im: s.im + x.im }));
}

export function mul(...parts: readonly Value[]): Complex {
  return parts.map(c).reduce((s, x) => ({ re: s.re * x.re - s.im * x.im, im: s.re * x.im + s.im * x.re }));
}

export const sub = (x: Value, y: Value): Complex => add(x, mul(-1, y));
export const square = (x: Value): Complex => mul(x, x);

// h is so small that f(x + ih) = f(x) + i h f′(x) to the last digit.
const curve = (f: (x: number) => number, slope: (x: number) => number) => (x: Value) => ({
  re: f(c(x).re),
  im: slope(c(x).re) * c(x).im,
});
export const log = curve(Math.log, (x) => 1 / x);
export const exp = curve(Math.exp, Math.exp);
export const sqrt = curve(Math.sqrt, (x) => 0.5 / Math.sqrt(x));
const inverse = curve(
  (x) => 1 / x,
  (x) => -1 / x ** 2,
);

/** log N(x | mean, sd) */
export function normal(x: Value, mean: Value, sd: Value): Complex {
  const z = mul(sub(x, mean), inverse(sd));
  return sub(mul(-0.5, square(z)), add(log(sd), 0.5 * Math.log(2 * Math.PI)));
}

/** The half-normal for x ≥ 0. */
export const halfNormal = (x: Value, sd: Value): Complex => add(normal(x, 0, sd), Math.log(2));

const step = 1e-30;

/** f and its gradient at a point of numbers and lists, by name. */
export function slopes(
  f: (point: Readonly<Record<string, readonly Complex[]>>) => Complex,
  point: Readonly<Record<string, readonly number[]>>,
): { readonly value: number; readonly gradient: Readonly<Record<string, readonly number[]>> } {
  const at = (moved: string, place: number) =>
    f(
      Object.fromEntries(
        Object.entries(point).map(([name, list]) => [
          name,
          list.map((re, i) => ({ re, im: name === moved && i === place ? step : 0 })),
        ]),
      ),
    );
  const gradient = Object.entries(point).map(([name, list]) => [
    name,
    list.map((_, i) => at(name, i).im / step),
  ]);
  return { value: at("", 0).re, gradient: Object.fromEntries(gradient) };
}
