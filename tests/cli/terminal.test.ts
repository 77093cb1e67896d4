import { afterEach, expect, test, vi } from "vitest";
import { processTerminal } from "../../src/cli/terminal.ts";

afterEach(() => vi.unstubAllEnvs());

function onTerminal<T>(isTTY: boolean, look: () => T): T {
  const before = [process.stdout.isTTY, process.stderr.isTTY] as const;
  Object.assign(process.stdout, { isTTY });
  Object.assign(process.stderr, { isTTY });
  try {
    return look();
  } finally {
    Object.assign(process.stdout, { isTTY: before[0] });
    Object.assign(process.stderr, { isTTY: before[1] });
  }
}

const look = () => {
  const { style, noteStyle, live } = processTerminal();
  return [style.colour, noteStyle.colour, live];
};

test("colour and redrawn lines are for terminals that have them", () => {
  vi.stubEnv("NO_COLOR", "");
  vi.stubEnv("TERM", "xterm-256color");
  expect(onTerminal(true, look)).toEqual([true, true, true]);
  expect(onTerminal(false, look)).toEqual([false, false, false]);
  vi.stubEnv("TERM", "dumb");
  expect(onTerminal(true, look)).toEqual([false, false, false]);
});

test("NO_COLOR forbids colour, and nothing else", () => {
  vi.stubEnv("TERM", "xterm-256color");
  vi.stubEnv("NO_COLOR", "1");
  expect(onTerminal(true, look)).toEqual([false, false, true]);
});

test("once asked for, the first interrupt aborts and the next one is the system's", () => {
  const before = process.listenerCount("SIGINT");
  const signal = processTerminal().interruption();
  expect(process.listenerCount("SIGINT")).toBe(before + 1);
  process.emit("SIGINT");
  expect(signal.aborted).toBe(true);
  expect(process.listenerCount("SIGINT")).toBe(before);
});
