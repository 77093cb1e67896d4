import { describe, expect, test } from "vitest";
import { bandInTerminal } from "../../src/report/band-terminal.ts";
import { band } from "./band-fixture.ts";

const plain = { colour: false, columns: 60 };

describe("a band in the terminal", () => {
  test("has its title, its axes' names, ticks and a legend", () => {
    const text = bandInTerminal(band, plain).join("\n");
    for (const part of ["speed & <distance>", "distance", "10 ┤", "┬", "90 %", "epistemic", "data"]) {
      expect(text).toContain(part);
    }
  });

  test("shades the total interval around the epistemic one around the mean", () => {
    const column = bandInTerminal(band, plain)
      .slice(2, 20)
      .map((line) => line[30] ?? " ")
      .join("");
    expect(column.trim()).toMatch(/^░+▒*[━┏┛]▒*░+$/);
  });

  test("shows a point outside both intervals", () => {
    const lines = bandInTerminal(band, plain).slice(2, 20);
    expect(lines.slice(0, 3).join("")).toMatch(/[\u2801-\u28ff]/);
  });

  test("fits its terminal", () => {
    for (const columns of [30, 60, 200]) {
      for (const line of bandInTerminal(band, { colour: false, columns }).slice(2, -1)) {
        expect([...line].length).toBeLessThanOrEqual(columns);
      }
    }
  });
});
