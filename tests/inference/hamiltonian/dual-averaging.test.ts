import { expect, test } from "vitest";
import { average, averaged, beginAveraging } from "../../../src/inference/hamiltonian/dual-averaging.ts";
import { createStream } from "../../../src/tensor/random.ts";

test("the first steps are those of the formula", () => {
  const first = average(beginAveraging(0.5), 0.6, 0.8);
  const error = (0.8 - 0.6) / 11;
  expect(first.averaging.error).toBeCloseTo(error, 15);
  expect(Math.log(first.stepSize)).toBeCloseTo(Math.log(5) - error / 0.05, 12);
  expect(first.averaging.logAverage).toBeCloseTo(Math.log(first.stepSize), 12);
  const second = average(first.averaging, 1, 0.8);
  const next = (1 - 1 / 12) * error + (0.8 - 1) / 12;
  expect(Math.log(second.stepSize)).toBeCloseTo(Math.log(5) - (Math.SQRT2 / 0.05) * next, 12);
  const share = 2 ** -0.75;
  expect(second.averaging.logAverage).toBeCloseTo(
    share * Math.log(second.stepSize) + (1 - share) * Math.log(first.stepSize),
    12,
  );
});

// Seen red: the sign of the error turned; κ = 0.
test("it finds the step size whose acceptance is the target, through noise", () => {
  const random = createStream([8, 8]);
  const acceptance = (stepSize: number) => 1 / (1 + stepSize ** 2);
  let averaging = beginAveraging(3);
  let stepSize = 3;
  for (let i = 0; i < 5_000; i++) {
    const noisy = Math.min(1, Math.max(0, acceptance(stepSize) + 0.3 * (random.uniform() - 0.5)));
    ({ averaging, stepSize } = average(averaging, noisy, 0.8));
  }
  expect(acceptance(averaged(averaging))).toBeCloseTo(0.8, 1);
  expect(averaged(averaging)).toBeCloseTo(0.5, 1);
});
