import { expect, test } from "vitest";
import { bulkEffectiveSize, tailEffectiveSize } from "../../../src/report/diagnostics/effective-size.ts";
import { judge } from "../../../src/report/diagnostics/judge.ts";
import { rhat } from "../../../src/report/diagnostics/rhat.ts";
import { standardErrorOfMean } from "../../../src/report/diagnostics/standard-error.ts";
import { drawSet } from "./draw-sets.ts";

// Planted and seen red: elements taken as if they lay one after another.
test("every element is judged on its own draws; what never varies has no figures", () => {
  const [first, second] = [drawSet("shifted chains"), drawSet("chains of unequal width")];
  const { draws } = first;
  const chains = 3;
  const values = new Float64Array(3 * chains * draws);
  for (let s = 0; s < chains * draws; s++) {
    values[3 * s] = first.values[s] ?? 0;
    values[3 * s + 1] = second.values[s] ?? 0;
    values[3 * s + 2] = 7;
  }
  const judged = judge({ name: "theta", shape: [3], values }, chains, draws);
  const apart = { chains, draws, values: second.values.slice(0, chains * draws) };
  expect([...judged.rhat]).toEqual([rhat(first), rhat(apart), Number.NaN]);
  expect([...judged.bulk]).toEqual([bulkEffectiveSize(first), bulkEffectiveSize(apart), Number.NaN]);
  expect([...judged.tail]).toEqual([tailEffectiveSize(first), tailEffectiveSize(apart), Number.NaN]);
  expect([...judged.mcse]).toEqual([standardErrorOfMean(first), standardErrorOfMean(apart), Number.NaN]);
});
