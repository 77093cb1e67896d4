/** Round numbers for an axis: steps of 1, 2 or 5 times a power of ten (Heckbert, "Nice numbers for graph labels", 1990). */

export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
}

/** About `count` ticks within [low, high]; an empty or infinite range gives its one value. */
export function ticks(low: number, high: number, count: number): Ticks {
  if (!(high > low) || !Number.isFinite(high - low)) return { values: [low], labels: [String(low)] };
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const error = rough / power;
  const step =
    power * (error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const values = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return { values, labels: values.map((value) => label(value, step, places)) };
}

function label(value: number, step: number, places: number): string {
  if (step >= 1e7 || step < 1e-5) return Number(value.toPrecision(12)).toExponential().replace("e+", "e");
  const text = Math.abs(value)
    .toFixed(places)
    .replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
  return value < -step / 2 ? `−${text}` : text;
}
