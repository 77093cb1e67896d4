/** A calibration for people: each quantity's verdict, and what the shape of its ranks means (Talts et al. 2018, section 4). */

import { significant } from "./number.ts";
import { styled, type Style } from "./style.ts";
import { type Column, textTable } from "./text-table.ts";

/** What a report needs of a study's calibration. */
export interface CalibrationView {
  readonly replicates: number;
  readonly draws: number;
  readonly limit: number;
  readonly failed: number;
  readonly quantities: ReadonlyMap<
    string,
    {
      readonly shape: readonly number[];
      readonly ranks: readonly (readonly number[])[];
      readonly p: readonly number[];
    }
  >;
}

export function calibrationText(
  { replicates, draws, limit, failed, quantities }: CalibrationView,
  style: Style,
): string {
  const rows = [...quantities].map(([name, { ranks, p }]) => {
    const worst = p.reduce((least, each, e) => (each < (p[least] ?? 1) ? e : least), 0);
    const value = p[worst] ?? 1;
    const own = ranks.map((each) => each[worst] ?? 0);
    const where = p.length === 1 ? name : `${name} (least of ${p.length})`;
    return {
      good: value >= limit,
      cells: [where, significant(value, 2), value >= limit ? "uniform" : meaning(own, draws)],
    };
  });
  const bad = rows.filter(({ good }) => !good).length;
  const verdict =
    bad === 0
      ? styled(`${replicates} replicates: every rank is as uniform as it should be`, "bold", style)
      : styled(
          `${replicates} replicates: ${bad} of ${rows.length} quantities are not calibrated`,
          "red",
          style,
        );
  const lost = failed === 0 ? [] : [`${failed} data sets could not be fitted`];
  const columns: readonly Column[] = [
    { title: "quantity", align: "left" },
    { title: "p", align: "right" },
    { title: "ranks", align: "left" },
  ];
  return [
    verdict,
    ...lost,
    "",
    ...textTable(
      columns,
      rows.map(({ cells }) => cells),
      style,
    ),
    "",
  ].join("\n");
}

/** The greatest departure in words: of the ranks' mean, or of their spread. */
export function meaning(ranks: readonly number[], draws: number): string {
  const shares = ranks.map((rank) => (rank + 0.5) / (draws + 1));
  const count = shares.length;
  const mean = shares.reduce((sum, u) => sum + u, 0) / count;
  const spread = shares.reduce((sum, u) => sum + (u - 0.5) ** 2, 0) / count;
  // Of a uniform: variance 1/12, and (u − ½)² has mean 1/12 and variance 1/180.
  const shift = (mean - 0.5) / Math.sqrt(1 / 12 / count);
  const width = (spread - 1 / 12) / Math.sqrt(1 / 180 / count);
  if (Math.abs(shift) > Math.abs(width))
    return shift > 0 ? "too high: the posterior lies too low" : "too low: the posterior lies too high";
  return width > 0 ? "at both ends: the posterior is too narrow" : "in the middle: the posterior is too wide";
}
