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

  test("promises nothing too early", () => {
    expect(progressLine({ ...view, step: 10 }, { colour: false, columns: 100 })).not.toContain("left");
  });

  test("colours nothing where there is no colour", () => {
    const escape = "\u001b";
    expect(progressLine(view, { colour: false, columns: 100 })).not.toContain(escape);
    expect(progressLine(view, { colour: true, columns: 100 })).toContain(escape);
  });
});
