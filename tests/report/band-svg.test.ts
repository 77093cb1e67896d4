import { describe, expect, test } from "vitest";
import { bandAsSvg } from "../../src/report/band-svg.ts";
import { band } from "./band-fixture.ts";

const svg = bandAsSvg(band);
const pointsOf = (name: string): number[][] =>
  (new RegExp(`class="${name}" points="([^"]+)"`).exec(svg)?.[1] ?? "")
    .split(" ")
    .map((pair) => pair.split(",").map(Number));

describe("a band as SVG", () => {
  test("escapes what the user wrote", () => {
    expect(svg).toContain("speed &amp; &lt;distance&gt;");
    expect(svg).not.toContain("<distance>");
  });

  test("draws every point and both intervals, the total one around the epistemic one", () => {
    expect(svg.match(/<circle class="point" cx="[^"]+" cy="[^"]+" r="2.4"\/>/g)?.length).toBe(3 + 1);
    const [total, epistemic, mean] = [pointsOf("total"), pointsOf("epistemic"), pointsOf("mean")];
    expect([total.length, epistemic.length, mean.length]).toEqual([22, 22, 11]);
    const y = (points: number[][], i: number): number => points[i]?.[1] ?? Number.NaN;
    // Down is greater in SVG: the upper edges come first, and the lower ones backwards.
    expect(y(total, 3)).toBeLessThan(y(epistemic, 3));
    expect(y(epistemic, 3)).toBeLessThan(y(mean, 3));
    expect(y(mean, 3)).toBeLessThan(y(epistemic, 21 - 3));
    expect(y(epistemic, 21 - 3)).toBeLessThan(y(total, 21 - 3));
  });

  test("keeps within its frame and has no number that is none", () => {
    expect(svg).not.toContain("NaN");
    for (const [x = -1, y = -1] of pointsOf("total")) {
      expect(x >= 64 && x <= 700 && y >= 64 && y <= 384).toBe(true);
    }
  });

  test("has a dark scheme", () => expect(svg).toContain("prefers-color-scheme: dark"));
});
