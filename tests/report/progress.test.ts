import { describe, expect, test } from "vitest";
import { progressLine } from "../../src/report/progress.ts";

const view = {
  label: "vi",
  step: 2500,
  steps: 10_000,
  objective: { name: "elbo", value: -312.456 },
  seconds: 1,
};

describe("the progress line", () => {
  test("says how far, how good and how long still", () => {
    expect(progressLine(view, { colour: false, columns: 100 })).toBe(
      `vi  ${"━".repeat(8)}${"─".repeat(22)}  2,500 of 10,000  elbo -312.5  3.0 s left`,
    );
  });

  test("fits the terminal, whatever its width, and never wraps", () => {
    for (let columns = 24; columns < 90; columns++) {
      expect(progressLine(view, { colour: false, columns }).length).toBeLessThanOrEqual(columns);
    }
  });

  test("draws chains side by side, where there is room", () => {
    const chains = {
      ...view,
      label: "nuts",
      step: 3000,
      steps: 8000,
      chains: [2000, 1000, 0, 0],
      objective: null,
    };
    expect(progressLine(chains, { colour: false, columns: 100 })).toBe(
      `nuts  ${"━".repeat(6)} ${"━".repeat(3)}${"─".repeat(3)} ${"─".repeat(6)} ${"─".repeat(6)}  3,000 of 8,000  1.7 s left`,
    );
    for (let columns = 24; columns < 90; columns++)
      expect(progressLine(chains, { colour: false, columns }).length).toBeLessThanOrEqual(columns);
    const many = { ...chains, chains: Array.from({ length: 20 }, () => 150) };
    expect(progressLine(many, { colour: false, columns: 100 })).toContain("━".repeat(11));
  });

  test("promises nothing too early", () => {
    expect(progressLine({ ...view, step: 10 }, { colour: false, columns: 100 })).not.toContain("left");
  });

  test("colours nothing where there is no colour", () => {
    const escape = "\u001b";
    expect(progressLine(view, { colour: false, columns: 100 })).not.toContain(escape);
    expect(progressLine(view, { colour: true, columns: 100 })).toContain(escape);
  });
});
