/** The order in which diagnostics are told, each once. */

import { describe, expect, test } from "vitest";
import { arrange } from "../../src/diagnostic/arrange.ts";
import { diagnose } from "../../src/diagnostic/diagnostic.ts";
import type { Place } from "../../src/diagnostic/source.ts";

const a = { name: "a.hunch", text: "0123456789" };
const b = { name: "b.hunch", text: "0123456789" };
const at = (place: Place | null, name = "x") => diagnose("H0201", { name }, { at: place });
const span = (source: typeof a, start: number, end = start + 1) => ({ source, start, end });

describe("arrange", () => {
  test("by file as first mentioned, then by place, and those without one last", () => {
    const [late, other, none, early, wide] = [
      at(span(b, 5)),
      at(span(a, 0)),
      at(null),
      at(span(b, 1)),
      at(span(b, 1, 4)),
    ];
    expect(arrange([late, other, none, early, wide])).toEqual([early, wide, late, other, none]);
  });
  test("cells by line and number", () => {
    const cell = (line: number, column: number) => at({ file: "d.csv", line, column });
    expect(arrange([cell(2, 1), cell(1, 9), cell(1, 2)]).map(({ primary }) => primary)).toEqual([
      { file: "d.csv", line: 1, column: 2 },
      { file: "d.csv", line: 1, column: 9 },
      { file: "d.csv", line: 2, column: 1 },
    ]);
  });
  test("the same of the same place once; what has no place is never the same", () => {
    expect(arrange([at(span(a, 0)), at(span(a, 0)), at(span(a, 0), "y")])).toHaveLength(2);
    expect(arrange([at(null), at(null)])).toHaveLength(2);
  });
});
