/** Scores as a person reads them: what each is, in its own units. */

import type { Scores } from "../posterior/evaluate.ts";
import { significant } from "./number.ts";
import type { Style } from "./style.ts";
import { textTable } from "./text-table.ts";

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** `unit` names the response, in whose units errors are. */
export function scoresTable(scores: Scores, response: string, style: Style): string[] {
  const number = (value: number | null): string => (value === null ? "–" : significant(value));
  const rows: string[][] =
    "rmse" in scores
      ? [
          ["RMSE", number(scores.rmse), `root mean squared error of the mean, in units of ${response}`],
          ["MAE", number(scores.mae), "mean absolute error of the mean"],
          ["NLL", number(scores.nll), "negative log density a row, nats; lower is better"],
          ["CRPS", number(scores.crps), `continuous ranked probability score, in units of ${response}`],
          ...(["0.5", "0.9", "0.95"] as const).map((level) => [
            `coverage ${Number(level) * 100} %`,
            percent(scores.coverage[level]),
            "of the rows lie within that interval",
          ]),
          [
            "PIT error",
            number(scores.pit_error),
            "greatest distance of the PIT from uniform; 0 is calibrated",
          ],
        ]
      : [
          ["accuracy", percent(scores.accuracy), "of the rows have the most probable class"],
          ["NLL", number(scores.nll), "negative log probability a row, nats; lower is better"],
          ["Brier", number(scores.brier), "squared error of the probabilities, summed over classes"],
          ["ECE", number(scores.ece), "expected calibration error, 15 bins; 0 is calibrated"],
          ["AUROC", number(scores.auroc), "one class against the rest, averaged"],
        ];
  const columns = [
    { title: "score", align: "left" },
    { title: "value", align: "right" },
    { title: "", align: "left" },
  ] as const;
  return textTable(columns, rows, style);
}
