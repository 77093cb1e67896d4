import { totalmem } from "node:os";
import { expect, test } from "vitest";
import { availableMemory } from "../src/pipeline-machine.ts";

test("there is some memory, and no more than the machine has", () => {
  const found = availableMemory();
  if (found === null) return;
  expect(found).toBeGreaterThan(1e6);
  expect(found).toBeLessThanOrEqual(totalmem());
});
