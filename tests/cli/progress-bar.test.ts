import { expect, test } from "vitest";
import { progressBar } from "../../src/cli/progress-bar.ts";
import { fakeTerminal } from "./fake-terminal.ts";

const at = (step: number) => ({ step, steps: 100, objective: null });

test("the bar is redrawn in place, not too often, and wiped", () => {
  const terminal = fakeTerminal({ live: true });
  let time = 0;
  const bar = progressBar("vi", { terminal, json: false, quiet: false }, () => time);
  bar.show(at(1));
  bar.show(at(2));
  time += 100;
  bar.show(at(3));
  bar.show(at(100));
  bar.clear();
  const lines = terminal.err().split("\r\u001b[J");
  expect(lines.map((line) => /\d+ of 100/.exec(line)?.[0] ?? "")).toEqual([
    "1 of 100",
    "3 of 100",
    "100 of 100",
    "",
  ]);
  expect(terminal.out()).toBe("");
});

test("nothing is drawn into a file or in silence", () => {
  for (const [live, quiet] of [
    [false, false],
    [true, true],
  ] as const) {
    const terminal = fakeTerminal({ live });
    const bar = progressBar("vi", { terminal, json: false, quiet });
    bar.show(at(1));
    bar.clear();
    expect(terminal.err()).toBe("");
  }
});

test("chains have their lines, which are redrawn from the first on", () => {
  const terminal = fakeTerminal({ live: true });
  let time = 0;
  const bar = progressBar("nuts", { terminal, json: false, quiet: false }, () => time);
  for (const step of [10, 20]) {
    bar.show({ ...at(2 * step), chains: [step, step] });
    time += 100;
  }
  bar.clear();
  const up = "\r\u001b[2A\u001b[J";
  const drawings = terminal.err().split(up);
  expect(drawings.map((drawing) => drawing.split("\n").length)).toEqual([3, 3, 1]);
  expect(drawings[1]).toContain("chain 2");
});
