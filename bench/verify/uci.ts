/** Regression on three UCI sets, beside the published column "VI" (Graves 2011, as run by Hernández-Lobato & Adams 2015). */

import { join } from "node:path";
import { readRows, readSplits } from "./reference-data.ts";
import { estimate, overSplits, type Estimate } from "./splits.ts";

const published: Readonly<Record<string, { readonly rmse: Estimate; readonly logLikelihood: Estimate }>> = {
  yacht: { rmse: { mean: 6.89, se: 0.67 }, logLikelihood: { mean: -3.43, se: 0.16 } },
  energy: { rmse: { mean: 2.65, se: 0.08 }, logLikelihood: { mean: -2.39, se: 0.03 } },
  concrete: { rmse: { mean: 7.19, se: 0.12 }, logLikelihood: { mean: -3.39, se: 0.02 } },
};

/** Prints the table; gives how many of the six figures are better by two combined standard errors. */
export async function verifyUci(folder: string): Promise<number> {
  process.stdout.write(
    "UCI regression, one hidden layer of 50, mean-field vi, five splits; published: VI, 20 splits\n",
  );
  let better = 0;
  for (const [name, rival] of Object.entries(published)) {
    const rows = readRows(join(folder, "uci", `${name}.csv`));
    const inputs = Object.keys(rows[0] ?? {}).filter((header) => header !== "y");
    const splits = readSplits(join(folder, "uci", `${name}.splits.json`));
    const scores = await overSplits({
      model: "regression",
      infer: "vi",
      rows,
      splits,
      inputs,
      response: "y",
    });
    const rmse = estimate(scores.get("rmse") ?? []);
    const logLikelihood = estimate((scores.get("nll") ?? []).map((nll) => -nll));
    const won = [
      beats(rival.rmse.mean - rmse.mean, rmse, rival.rmse),
      beats(logLikelihood.mean - rival.logLikelihood.mean, logLikelihood, rival.logLikelihood),
    ];
    better += won.filter(Boolean).length;
    const line = (what: string, ours: Estimate, theirs: Estimate, wins: boolean | undefined): string =>
      `${what} ${show(ours)} (published ${show(theirs)}${wins ? ", better" : ""})`;
    process.stdout.write(
      `  ${name.padEnd(10)}${line("RMSE", rmse, rival.rmse, won[0])}  ` +
        `${line("log-likelihood", logLikelihood, rival.logLikelihood, won[1])}\n`,
    );
  }
  process.stdout.write(`  better by two combined standard errors: ${better} of 6\n\n`);
  return better;
}

function beats(difference: number, ours: Estimate, theirs: Estimate): boolean {
  return difference > 2 * Math.hypot(ours.se, theirs.se);
}

function show({ mean, se }: Estimate): string {
  return `${mean.toFixed(2)} ± ${se.toFixed(2)}`;
}
