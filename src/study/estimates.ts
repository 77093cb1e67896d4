/** Numbers of several splits as a mean and its standard error, wherever they stand in a score. */

export interface Estimate {
  readonly mean: number | null;
  /** Of the mean, over splits; null where there is one split. */
  readonly se: number | null;
}

export type Estimates = { readonly [name: string]: Estimate | Estimates };

type Score = number | null | { readonly [name: string]: Score };

/** The scores of each split, all of one shape. */
export function estimates(scores: readonly object[]): Estimates {
  const [first] = scores;
  return Object.fromEntries(
    Object.keys(first ?? {}).map((name): [string, Estimate | Estimates] => {
      const values = scores.map((each) => (each as { readonly [name: string]: Score })[name] ?? null);
      const parts = values.filter((each) => typeof each === "object" && each !== null);
      return [
        name,
        parts.length > 0
          ? estimates(parts)
          : estimate(values.map((each) => (typeof each === "number" ? each : Number.NaN))),
      ];
    }),
  );
}

export function estimate(values: readonly number[]): Estimate {
  const count = values.length;
  const mean = values.reduce((sum, each) => sum + each, 0) / count;
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const se = Math.sqrt(squares / (count - 1) / count);
  return { mean: Number.isFinite(mean) ? mean : null, se: Number.isFinite(se) ? se : null };
}
