import { describe, expect, test } from "vitest";
import { progressLine, progressLines } from "../../src/report/progress.ts";

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

describe("the chains' lines", () => {
  const chains = {
    label: "nuts",
    step: 3400,
    steps: 8000,
    chains: [2000, 1000, 400, 0],
    warmup: 1000,
    objective: null,
    seconds: 1,
  };
  const plain = (columns: number) => ({ colour: false, columns });
  const bar = (full: number, width: number) => "━".repeat(full) + "─".repeat(width - full);

  test("stand below the whole's, one a chain, their bars as wide", () => {
    expect(progressLines(chains, plain(100), 24)).toEqual([
      `nuts  ${bar(13, 30)}  3,400 of 8,000  1.4 s left`,
      `  chain 1  ${bar(30, 30)}  draw 1,000 of 1,000`,
      `  chain 2  ${bar(15, 30)}  draw 0 of 1,000`,
      `  chain 3  ${bar(6, 30)}  warm-up 400 of 1,000`,
      `  chain 4  ${bar(0, 30)}  warm-up 0 of 1,000`,
    ]);
    expect(progressLines(chains, plain(50), 24)[3]).toBe(`  chain 3  ${bar(3, 15)}  warm-up 400 of 1,000`);
    expect(progressLines(chains, plain(35), 24)[3]).toBe("  chain 3  warm-up 400 of 1,000");
  });

  test("never wrap, and never scroll away", () => {
    const many = {
      ...chains,
      steps: 200_000,
      chains: Array.from({ length: 100 }, (_, i) => ((i * 17) % 100) * 20),
    };
    for (let columns = 24; columns < 90; columns++) {
      for (const rows of [4, 10, 24]) {
        const lines = progressLines(many, plain(columns), rows);
        expect(lines.length).toBeLessThanOrEqual(Math.min(rows, 13));
        expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
      }
    }
  });

  // Planted: the first chains shown; red here.
  test("of a hundred chains are those of the last to come", () => {
    const many = {
      ...chains,
      steps: 200_000,
      chains: Array.from({ length: 100 }, (_, i) => (i === 70 ? 3 : 900 + i)),
    };
    const lines = progressLines(many, plain(80), 6);
    expect(lines).toHaveLength(6);
    expect(lines[1]).toContain("chain   1 ");
    expect(lines[4]).toMatch(/chain {2}71 .* warm-up 3 of 1,000/);
    expect(lines[5]).toBe("  and 96 chains that are further");
  });

  test("are left out where there is one chain, or no room", () => {
    expect(progressLines({ ...chains, chains: [5] }, plain(80), 24)).toHaveLength(1);
    expect(progressLines(chains, plain(80), 3)).toHaveLength(1);
  });
});
