/** Classification of iris and penguins over five random splits: mean-field vi beside the mode of the same model. */

import { join } from "node:path";
import { createStream, keyOf } from "../../src/tensor/random.ts";
import { readRows } from "./reference-data.ts";
import { estimate, overSplits } from "./splits.ts";

const sets = [
  { name: "iris", inputs: ["sepal_length", "sepal_width", "petal_length", "petal_width"], response: "y" },
  {
    name: "penguins",
    inputs: ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"],
    response: "species",
  },
] as const;

/** Prints the table. */
export async function verifyClasses(folder: string): Promise<void> {
  process.stdout.write("classes, one hidden layer of 20, five random splits of 80 / 20\n");
  for (const { name, inputs, response } of sets) {
    const rows = readRows(join(folder, "classification", `${name}.csv`));
    const splits = randomSplits(rows.length, 5);
    for (const infer of ["vi", "plain"]) {
      const scores = await overSplits({ model: "classification", infer, rows, splits, inputs, response });
      const show = (score: string): string => {
        const { mean, se } = estimate(scores.get(score) ?? []);
        return `${mean.toFixed(3)} ± ${se.toFixed(3)}`;
      };
      const method = infer === "vi" ? "vi" : "map";
      process.stdout.write(
        `  ${name.padEnd(10)}${method.padEnd(5)}accuracy ${show("accuracy")}  NLL ${show("nll")}  ECE ${show("ece")}\n`,
      );
    }
  }
  process.stdout.write("\n");
}

function randomSplits(rows: number, count: number): number[][] {
  const stream = createStream(keyOf(1));
  return Array.from({ length: count }, () => [...stream.permutation(rows)].slice(0, Math.round(rows / 5)));
}
