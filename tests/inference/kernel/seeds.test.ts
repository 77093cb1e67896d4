import { expect, test } from "vitest";
import { keyFor } from "../../../src/inference/kernel/seeds.ts";

test("no two uses of randomness share a key, nor two seeds", () => {
  const keys = [1, 2, 2 ** 40].flatMap((seed) =>
    (["start", "steps", "order", "objective"] as const).map((purpose) => keyFor(seed, purpose).join()),
  );
  expect(new Set(keys).size).toBe(12);
});
