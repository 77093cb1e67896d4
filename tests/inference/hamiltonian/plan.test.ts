import { expect, test } from "vitest";
import { chainPlanOf, samplerMemory } from "../../../src/inference/hamiltonian/plan.ts";
import { taskOf } from "../fixture.ts";
import { mixed, mixedData } from "./programs.ts";

test("the options of a block become a plan", () => {
  const text = mixed.replace(
    "nuts { }",
    "nuts { chains = 2  warmup = 30  target_accept = 0.9  metric = dense }",
  );
  expect(chainPlanOf(taskOf(text, mixedData).infer)).toEqual({
    chains: 2,
    warmup: 30,
    draws: 1_000,
    targetAccept: 0.9,
    metric: "dense",
  });
});

test("memory grows with draws, and with the square of the latents where the metric is dense", () => {
  const { model, bound, infer } = taskOf(mixed, mixedData);
  const plan = { ...chainPlanOf(infer), mover: { kind: "tree", maxDepth: 10 } } as const;
  const bytes = (changes: Partial<typeof plan>) =>
    samplerMemory(model, bound.facts.sizes, { ...plan, ...changes });
  expect(bytes({ draws: 2_000 }) - bytes({})).toBe(8 * 2 * 4 * 1_000 * (4 + 7));
  expect(samplerMemory(model, bound.facts.sizes, { ...plan, metric: "dense" })).toBeGreaterThan(bytes({}));
});
