import { globSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { exampleCommand, shownCommand } from "../../scripts/examples/command.ts";
import { hunch } from "../cli/fake-terminal.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, "examples");
const models = globSync("*.hunch", { cwd: folder }).map((name) => basename(name, ".hunch"));

test("every model that we show is good, without a warning", async () => {
  expect(models.length).toBeGreaterThan(1);
  const { code, err } = await hunch("check", ...models.map((name) => join(folder, `${name}.hunch`)));
  expect([code, err]).toEqual([0, ""]);
});

const number = /[−-]?\d[\d,]*(\.\d+)?/g;

/** The words of a line, its numbers left out. */
const words = (line: string): string =>
  line
    .replace(/in [^,]* of compiling/, "in a moment")
    .replace(number, "0")
    .replaceAll(/ +/g, " ");
const numbers = (line: string): number[] =>
  [...line.matchAll(number)].map(([text]) => Number(text.replace("−", "-").replaceAll(",", "")));

/** Of a table's row: its mean, sd and quantiles. */
const row = /^(?!.*±)([\w.]+(?:\[[^\]]*\])?) +(-?\d.*)$/;

/**
 * Words are the same, and the numbers of a latent's row within a third of its sd: another machine multiplies and adds in other order, and
 * chains are chaotic. Seconds, effective sizes and R̂ are not compared.
 */
function expectAlike(found: string, stored: string): void {
  const lines = [found, stored].map((text) => text.trimEnd().split("\n"));
  expect(lines[0]?.map(words)).toEqual(lines[1]?.map(words));
  for (const [i, line] of (lines[1] ?? []).entries()) {
    const figures = row.exec(line)?.[2];
    if (figures === undefined) continue;
    const [mean = 0, sd = 0, ...quantiles] = numbers(figures).slice(0, 5);
    const own = numbers(row.exec(lines[0]?.[i] ?? "")?.[2] ?? "");
    const wanted = [mean, sd, ...quantiles];
    for (const [k, figure] of wanted.entries())
      expect(Math.abs((own[k] ?? Number.NaN) - figure), line).toBeLessThan(0.35 * sd + 1e-9);
  }
}

// Planted and seen red: another prior of tau, a latent without its row.
describe("what stands beside each model is what it prints", () => {
  test.each(models)("%s", async (name) => {
    const out = join(mkdtempSync(join(tmpdir(), "hunch-example-")), "example.posterior");
    process.chdir(root);
    const { code, out: said } = await hunch(...exampleCommand(name, out));
    expect(code).toBe(0);
    const stored = readFileSync(join(folder, `${name}.txt`), "utf8");
    expectAlike(`$ ${shownCommand(name)}\n${said.replace(/\nsaved to .*\n/, "")}`, stored);
  });
});
