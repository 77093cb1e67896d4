import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entryAt, type TableData } from "../../src/data/columns.ts";
import { readCsv } from "../../src/data/csv.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";

async function table(text: string, name = "data.csv"): Promise<TableData> {
  const outcome = await readCsv(name, text);
  if (!outcome.ok) throw new Error(outcome.diagnostics.map((d) => d.title).join("; "));
  return outcome.value;
}

async function fault(text: string, name = "data.csv"): Promise<Diagnostic> {
  const outcome = await readCsv(name, text);
  if (outcome.ok || outcome.diagnostics.length !== 1) throw new Error("one diagnostic was expected");
  return outcome.diagnostics[0] as Diagnostic;
}

function entries(data: TableData): unknown[][] {
  return Array.from({ length: data.rows }, (_, i) => data.columns.map((column) => entryAt(column, i)));
}

describe("tables", () => {
  test("numbers are packed, other columns keep their text, empty cells are null", async () => {
    const data = await table("a,b,c\n1,x,\n-2.5e3,007,3\n");
    expect(data.columns.map((column) => column.kind)).toEqual(["numbers", "entries", "numbers"]);
    expect(entries(data)).toEqual([
      [1, "x", null],
      [-2500, "007", 3],
    ]);
  });

  test("tabs, CRLF, lone CR, blanks around cells, blank lines, quoted separators and quotes", async () => {
    expect(entries(await table("a\tb\r\n1\t2\r\n\r\n3\t\r\n", "data.tsv"))).toEqual([
      [1, 2],
      [3, null],
    ]);
    expect(entries(await table("a,b\r1,2\r"))).toEqual([[1, 2]]);
    const data = await table('a, "b, c" ,d\n1, "say ""hi""" ,3\n   \n');
    expect(data.headers).toEqual(["a", "b, c", "d"]);
    expect(entries(data)).toEqual([[1, 'say "hi"', 3]]);
  });

  test("the lines of cells stay exact after quoted line ends and blank lines", async () => {
    const data = await table('a,b\n"one\ntwo",2\n\n3,"x\r\ny"\n5,6\n');
    expect(data.cell(-1, 1)).toEqual({ file: "data.csv", line: 1, column: 2 });
    expect(data.cell(0, 0).line).toBe(2);
    expect(data.cell(0, 1).line).toBe(3);
    expect(data.cell(1, 0).line).toBe(5);
    expect(data.cell(2, 1)).toEqual({ file: "data.csv", line: 7, column: 2 });
  });

  test("a table written out by the rules is read back, and every cell's line is where its text is", async () => {
    const cell = fc
      .string({ unit: fc.constantFrom("a", "b", ",", '"', "\n", "7", ";", " ") })
      .map((text) => `x${text}x`);
    const tables = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 });
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const lines = ["h1,h2"];
        const starts: number[] = [];
        for (const row of rows) {
          starts.push(lines.join("\n").split("\n").length + 1);
          lines.push(row.map(quote).join(","));
        }
        const data = await table(lines.join("\n"));
        expect(entries(data)).toEqual(rows);
        expect(rows.map((_, i) => data.cell(i, 0).line)).toEqual(starts);
      }),
      { numRuns: 100 },
    );
  });
});

describe("faults", () => {
  test("a header and no rows", async () => {
    expect((await fault("a,b\n")).code).toBe("H0603");
  });

  test("a ragged row is placed and the others counted", async () => {
    const short = await fault("a,b,c\n1,2,3\n1,2\n1,2\n");
    expect(short.title).toBe("row 2 has 2 cells, the header 3");
    expect(short.primary).toEqual({ file: "data.csv", line: 3, column: 2 });
    expect(short.notes).toEqual(["1 more row differs from the header"]);
    expect((await fault("a,b\n1,2,3\n")).help).toContain("quotes");
  });

  test("an unclosed quote is shown where it opens", async () => {
    const unclosed = await fault('a,b\n1,2\n3,"4\n5,6\n7,8\n');
    expect(unclosed.title).toBe("this quote is never closed");
    expect(unclosed.primary).toEqual({ file: "data.csv", line: 3, column: 2 });
    expect((await fault('a,b\n1,x"2\n')).title).toBe("a quote stands in the middle of a cell");
  });

  test.each([
    ["a;b\n1;2\n", "`;`"],
    ["a|b\n1|2\n", "`|`"],
    ["a b c\n1 2 3\n", "spaces"],
  ])("another separator: %j", async (text, separator) => {
    const found = await fault(text);
    expect(found.title).toBe(`data.csv is separated by ${separator}`);
    expect(found.help).toContain("commas or tabs");
  });

  test("one column whose name holds a space is no table of spaces", async () => {
    expect((await table("my column\n1\n2\n")).headers).toEqual(["my column"]);
    expect((await table('"a;b"\n1\n2\n')).headers).toEqual(["a;b"]);
  });
});
