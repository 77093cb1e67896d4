import { expect, test } from "vitest";
import { modelStages, programStages } from "../src/pipeline-stages.ts";

test("stages have names of their own", () => {
  const all = [...modelStages, ...programStages];
  expect(new Set(all).size).toBe(all.length);
});
