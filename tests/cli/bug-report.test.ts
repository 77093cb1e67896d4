import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reportBug } from "../../src/cli/bug-report.ts";
import { fakeTerminal } from "./fake-terminal.ts";

test("a bug is told in two lines, and its file holds the stack and the command", () => {
  const terminal = fakeTerminal();
  const context = { terminal, json: false, quiet: true };
  expect(reportBug(new Error("a cup in a sieve"), ["fit", "x.hunch"], context)).toBe(70);
  expect(terminal.err().trim().split("\n")).toHaveLength(2);
  const report = readFileSync(/\S+report\.txt/.exec(terminal.err())?.[0] ?? "", "utf8");
  for (const part of ["hunch fit x.hunch", "a cup in a sieve", "bug-report.test.ts", process.version]) {
    expect(report).toContain(part);
  }
});

test("what is thrown need not be an Error", () => {
  const terminal = fakeTerminal();
  reportBug("just words", [], { terminal, json: true, quiet: false });
  expect(JSON.parse(terminal.out())).toMatchObject({ error: { exit: 70, bug: { message: "just words" } } });
});
