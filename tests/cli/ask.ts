/** Ways to ask a command, with what every answer must have. */

import { expect } from "vitest";
import { hunch } from "./fake-terminal.ts";

/** One JSON value on one line, and nothing else. */
export async function json(...words: readonly string[]): Promise<unknown> {
  const { code, out, err } = await hunch(...words, "--json");
  expect([code, err]).toEqual([0, ""]);
  expect(out.trimEnd()).not.toContain("\n");
  return JSON.parse(out);
}

/** Exit 1, with words on standard error only. */
export async function fails(...words: readonly string[]): Promise<string> {
  const { code, out, err } = await hunch(...words);
  expect([code, out]).toEqual([1, ""]);
  return err;
}
