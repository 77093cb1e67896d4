/** Numbers as people read them: a few significant digits, a true minus sign in prose, grouped thousands. */

/** Shortest form with at most `digits` significant ones: 0.1235, 12.35, 12350, 1.235e-7. */
export function significant(value: number, digits = 4): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent < -4 || exponent > 8) {
    return value
      .toExponential(digits - 1)
      .replace(/\.?0+e/, "e")
      .replace("e+", "e");
  }
  const places = Math.max(0, digits - 1 - exponent);
  const text = value.toFixed(Math.min(places, 20));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A fixed number of decimals, so that a column of them lines up. */
export function decimals(value: number | null, places: number): string {
  return value === null || !Number.isFinite(value) ? "–" : value.toFixed(places);
}

/** 12 300 as `12,300`. */
export function grouped(value: number): string {
  return value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** 0.34 → `0.3 s`; 75 → `1 min 15 s`. */
export function duration(seconds: number): string {
  if (seconds < 0.0995) return `${(seconds * 1000).toFixed(0)} ms`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Decimals that tell the cells of one column apart: four significant digits of the largest, at most six places. */
export function columnPlaces(values: readonly (number | null)[], digits = 4): number {
  const largest = Math.max(
    0,
    ...values.map((value) => (value !== null && Number.isFinite(value) ? Math.abs(value) : 0)),
  );
  if (largest === 0) return 1;
  return Math.min(6, Math.max(0, digits - 1 - Math.floor(Math.log10(largest))));
}
