/** The same slip in several places is one mistake. */

import { describe, expect, test } from "vitest";
import { diagnose } from "../../src/diagnostic/diagnostic.ts";
import { merged } from "../../src/syntax/slip.ts";
import { sourceOf } from "./fixtures.ts";

const source = sourceOf("a;\nb;\nc;\nd;\ne;\nf;");
const semicolon = (start: number) => {
  const at = { source, start, end: start + 1 };
  return diagnose("H0110", { sign: "`;`" }, { at, edits: [{ span: at, text: "" }], notes: ["first"] });
};

describe("merged", () => {
  test("shows the first, counts the rest, and mends all", () => {
    const [one, ...others] = merged([1, 4, 7, 10, 13].map(semicolon));
    expect(others).toEqual([]);
    expect(one?.primary).toMatchObject({ start: 1 });
    expect(one?.notes).toEqual(["first", "also at 2:2, 3:2, 4:2 and 1 more place"]);
    expect(one?.edits).toHaveLength(5);
  });
  test("leaves alone what differs, and mistakes that are no habits", () => {
    const hash = diagnose("H0110", { sign: "`#`" }, { at: null });
    const unexpected = diagnose("H0101", { found: "`=`" }, { at: null });
    expect(merged([semicolon(1), hash, unexpected, unexpected])).toHaveLength(4);
    expect(merged([])).toEqual([]);
  });
});
