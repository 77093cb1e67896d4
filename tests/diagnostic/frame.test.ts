/** Lines with their marks, whatever the lines and marks are. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frame, type Mark } from "../../src/diagnostic/frame.ts";
import { colourless } from "../../src/diagnostic/palette.ts";
import { widthOf } from "../../src/diagnostic/visible.ts";

/** `[marked]{text}` marks a stretch; the first is the primary one. */
function framed(template: string, room = 60): string[] {
  let text = "";
  const marks: Mark[] = [];
  let done = 0;
  for (const found of template.matchAll(/\[([^\]]*)\]\{([^}]*)\}/g)) {
    text += template.slice(done, found.index);
    marks.push({
      start: text.length,
      end: text.length + (found[1] ?? "").length,
      text: found[2] ?? "",
      primary: marks.length === 0,
    });
    text += found[1];
    done = found.index + found[0].length;
  }
  text += template.slice(done);
  return rows(text, marks, room);
}

function rows(text: string, marks: readonly Mark[], room: number): string[] {
  return frame({ name: "t", text }, marks, room, colourless).map((row) =>
    row === null ? "·" : `${row.line ?? ""}│${row.text}`,
  );
}

describe("a frame", () => {
  test("marks stand under what they mark, through tabs, wide characters and combining marks", () => {
    expect(framed("\t[漢字]{two} = e\u0301[x]{one}")).toEqual([
      "1│    漢字 = e\u0301x",
      "│    ^^^^    ─",
      "│    one      two",
    ]);
    expect(framed("a[b]{}c")).toEqual(["1│abc", "│ ^"]);
  });

  test("a mark of nothing still shows, at the end too", () => {
    expect(framed("ab[]{end}")).toEqual(["1│ab", "│  ^ end"]);
    expect(framed("ab\n[]{end}")).toEqual(["2│", "│^ end"]);
  });

  test("lines in between are shown when they are few", () => {
    expect(framed("[a]{p}\nb\n[c]{q}")).toEqual(["1│a", "│^ p", "2│b", "3│c", "│─ q"]);
    expect(framed("[a]{p}\nb\nb\n[c]{q}")).toEqual(["1│a", "│^ p", "·", "4│c", "│─ q"]);
  });

  test("a stretch of several lines is marked where it begins and where it ends", () => {
    expect(framed("x [ab\n  cd\n  ef]{all} y")).toEqual([
      "1│x ab",
      "│  ^^",
      "2│  cd",
      "3│  ef y",
      "│  ^^ all",
    ]);
  });

  test("long lines are cut around the fault, endless ones too", () => {
    const [line = "", under = ""] = framed(`${"a ".repeat(100)}[bad]{here}${" b".repeat(100)}`, 30);
    expect(line).toBe("1│…a a a a a bad b b b b b b b …");
    expect(widthOf(line)).toBeLessThanOrEqual(32);
    expect(under.indexOf("^^^") + 1).toBe(line.indexOf("bad"));
    const began = performance.now();
    const [far = "", mark = ""] = framed(`${"a".repeat(5e6)}[bad]{here}${"b".repeat(5e6)}`, 30);
    expect(mark.indexOf("^^^") + 1).toBe(far.indexOf("bad"));
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test("marks beyond the cut stay at its edge", () => {
    const [line = "", under = ""] = framed(`[bad]{here}${" b".repeat(100)}[far]{away}`, 30);
    expect(line.endsWith("…")).toBe(true);
    expect(under.length).toBeLessThanOrEqual(33);
  });

  test("any marks on any text", () => {
    const text = fc.array(fc.constantFrom("a", "\n", "\t", "漢", "e\u0301", "\u{1f600}", "\ud800", "\r\n"), {
      maxLength: 40,
    });
    const made = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("", "text")), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(text, made, fc.integer({ min: 20, max: 40 }), (parts, places, room) => {
        const whole = parts.join("");
        const marks = places.map(([a, b, said], i): Mark => {
          const [start, end] = [a % (whole.length + 1), b % (whole.length + 1)];
          return { start: Math.min(start, end), end: Math.max(start, end), text: said, primary: i === 0 };
        });
        const shown = rows(whole, marks, room);
        expect(shown.join("\n")).toContain("^");
        const numbers = shown.flatMap((row) => /^\d+/.exec(row)?.[0] ?? []).map(Number);
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
        for (const row of shown.filter((line) => /^\d/.test(line)))
          expect(widthOf(row)).toBeLessThanOrEqual(room + 4);
      }),
      { numRuns: 200 },
    );
  });
});
