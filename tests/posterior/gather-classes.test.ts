import { expect, test } from "vitest";
import { gatherClasses, gatherStates } from "../../src/posterior/gather-classes.ts";
import type { PredictiveCall, ResponseSlots } from "../../src/posterior/predictive-program.ts";
import { bernoulli } from "../../src/library/distributions/bernoulli.ts";

/** A call whose n-th run gave these probabilities. */
function callOf(runs: readonly (readonly number[])[]) {
  let run = 0;
  const call: PredictiveCall = {
    capacity: 1,
    responses: [],
    states: [],
    load: () => {},
    run: () => {
      run += 1;
    },
    read: () => Float64Array.from(runs[run] ?? []),
    dispose: () => {},
  };
  return call;
}

const runs = [
  [0.5, 0.5],
  [0.9, 0.1],
];
const entropy = (p: readonly number[]) => p.reduce((sum, each) => sum - each * Math.log(each), 0);

test("classes: the mean over draws, its entropy, and the mean of the draws' own", () => {
  const call = callOf(runs);
  const slots: ResponseSlots = {
    name: "y",
    distribution: bernoulli,
    width: 1,
    classes: 2,
    parameters: [],
    states: null,
    hasMean: false,
    hasVariance: false,
    scored: false,
  };
  const gatherer = gatherClasses(call, slots, 2, 1);
  gatherer.add(0);
  call.run(new Map(), 0);
  gatherer.add(1);
  const block = gatherer.finish();
  if (block.kind !== "class") throw new Error("classes");
  [0.7, 0.3].forEach((p, k) => expect(block.probabilities[k]).toBeCloseTo(p, 12));
  expect(block.entropy[0]).toBeCloseTo(entropy([0.7, 0.3]), 12);
  expect(block.aleatoricEntropy[0]).toBeCloseTo((entropy([0.5, 0.5]) + entropy([0.9, 0.1])) / 2, 12);
});

test("values of a discrete latent: the mean over draws", () => {
  const call = callOf(runs);
  const { block, add } = gatherStates(call, { name: "z", width: 1, classes: 2 }, 2, 1);
  add();
  call.run(new Map(), 0);
  add();
  [0.7, 0.3].forEach((p, k) => expect(block.probabilities[k]).toBeCloseTo(p, 12));
});
