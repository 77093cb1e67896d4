import { expect, test } from "vitest";
import { createWasm } from "../../src/backend/wasm/runtime.ts";
import { logLikelihood } from "../../src/model/density.ts";
import { openTraining } from "../../src/posterior/training-program.ts";
import { chainData, chainPoint, chainText, pointOf } from "./discrete-cases.ts";

test("what is asked of the training data is computed at each draw", async () => {
  const posterior = await pointOf(chainText, chainData, chainPoint);
  const { model, facts } = posterior;
  const call = await openTraining(
    posterior,
    createWasm(),
    (b, env) => new Map([["rows", logLikelihood(b, model, facts.sizes, env)]]),
  );
  const sites = (shift: number) =>
    new Map([
      ["p", chainPoint.p],
      ["mu", chainPoint.mu.map((m) => m + shift)],
    ]);
  call?.run(sites(0));
  const before = call?.read("rows") ?? new Float64Array();
  call?.run(sites(3));
  const after = call?.read("rows") ?? new Float64Array();
  expect(before).toHaveLength(4);
  expect(after.every((each, t) => each < (before[t] ?? 0))).toBe(true);
  call?.dispose();
});

test("a posterior that kept no data has no answer", async () => {
  const { training, ...rest } = await pointOf(chainText, chainData, chainPoint);
  expect(training?.size).toBe(1);
  expect(await openTraining(rest, createWasm(), () => new Map())).toBeNull();
});
