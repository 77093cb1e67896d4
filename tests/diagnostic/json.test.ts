/** The shape that `--json` promises. */

import { describe, expect, test } from "vitest";
import { diagnose } from "../../src/diagnostic/diagnostic.ts";
import { diagnosticsToJson } from "../../src/diagnostic/json.ts";

const source = { name: "a.hunch", text: "\u{1f600} = ab\ncd" };

describe("diagnosticsToJson", () => {
  test("spans: lines and columns in code points from 1, offsets in UTF-16 units from 0", () => {
    const span = { source, start: 5, end: 9 };
    const made = diagnose(
      "H0201",
      { name: "ab" },
      {
        at: span,
        text: "here",
        labels: [{ span: { source, start: 0, end: 2 }, text: "there" }],
        notes: ["n"],
        help: "h",
        edits: [{ span, text: "x" }],
      },
    );
    const place = {
      file: "a.hunch",
      start: { line: 1, column: 5, offset: 5 },
      end: { line: 2, column: 2, offset: 9 },
    };
    const other = {
      file: "a.hunch",
      start: { line: 1, column: 1, offset: 0 },
      end: { line: 1, column: 2, offset: 2 },
    };
    expect(diagnosticsToJson([made])).toEqual([
      {
        code: "H0201",
        level: "error",
        title: "I know nothing called ab",
        primary: place,
        labels: [
          { span: place, text: "here" },
          { span: other, text: "there" },
        ],
        notes: ["n"],
        help: "h",
        edits: [{ span: place, text: "x" }],
      },
    ]);
  });
  test("no place is null; a cell is its file's line and its number", () => {
    const cell = { file: "d.csv", line: 3, column: 2 };
    const [nowhere, inData] = diagnosticsToJson([
      diagnose("H0201", { name: "x" }, { at: null }),
      diagnose("H0201", { name: "x" }, { at: cell }),
    ]);
    expect(nowhere).toMatchObject({ primary: null, labels: [], help: null, edits: [] });
    const at = { line: 3, column: 2, offset: null };
    expect(inData?.primary).toEqual({ file: "d.csv", start: at, end: at });
  });
});
