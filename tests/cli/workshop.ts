/** A folder with a model, its data and a posterior, for tests of commands. */

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hunch } from "./fake-terminal.ts";

export const line = `model Line

data "line.csv" {
  x: real[N, D] from size, age
  y: real[N]    from price
}

prior {
  w: real[D] ~ normal(0, 10)
  b ~ normal(0, 10)
}

likelihood {
  y ~ normal(x @ w + b, 0.5)
}

infer exact

infer noisy: vi {
  steps = 300
  elbo_samples = 10
}
`;

export const lineData = "size,age,price\n1,3,2\n2,1,3.5\n4,4,6\n3,2,5\n5,1,7.5\n";

export interface Workshop {
  readonly at: (name: string) => string;
}

/** `line.hunch` and the data it names. */
export function workshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "hunch-test-"));
  const at = (name: string): string => join(folder, name);
  writeFileSync(at("line.hunch"), line);
  writeFileSync(at("line.csv"), lineData);
  return { at };
}

/** The same with `line.posterior`, of the exact block. */
export async function fittedWorkshop(): Promise<Workshop> {
  const made = workshop();
  const { code, err } = await hunch("fit", made.at("line.hunch"));
  if (code !== 0) throw new Error(err);
  return made;
}
