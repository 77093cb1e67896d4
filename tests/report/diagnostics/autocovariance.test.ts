import { expect, test } from "vitest";
import { meanAutocovariance } from "../../../src/report/diagnostics/autocovariance.ts";
import { drawSet } from "./draw-sets.ts";

// Planted and seen red: divided by n − lag, no zeros behind the chains, the second chain of a pair dropped.
test.each(["autoregressive", "shifted chains", "one chain", "trending"])(
  "of %s, at short lags and long ones, the sum that defines it",
  (name) => {
    const set = drawSet(name);
    const { chains, draws, values } = set;
    const covariance = meanAutocovariance(set);
    for (const lag of [0, 1, 7, 47, 48, 49, 50, 90, draws - 1]) {
      let sum = 0;
      for (let chain = 0; chain < chains; chain++) {
        const own = values.slice(chain * draws, (chain + 1) * draws);
        const mean = own.reduce((total, value) => total + value, 0) / draws;
        for (let i = 0; i + lag < draws; i++) sum += ((own[i] ?? 0) - mean) * ((own[i + lag] ?? 0) - mean);
      }
      expect(covariance(lag)).toBeCloseTo(sum / draws / chains, 12);
    }
  },
);
