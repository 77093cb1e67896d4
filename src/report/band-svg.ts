/** A predictive band as an SVG: transparent, in mid tones and with a dark scheme, so that it stands on any page. */

import { bandExtent, type Band, type Interval } from "./band.ts";
import { ticks } from "./ticks.ts";

const size = { width: 720, height: 440, left: 64, right: 20, top: 64, bottom: 56 } as const;

const styles = `
  text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: #57606a }
  .title { font-size: 16px; font-weight: 600; fill: #24292f }
  .rule { stroke: #8c959f; stroke-opacity: .28 } .axis { stroke: #8c959f }
  .total { fill: #2f81f7; fill-opacity: .16 } .epistemic { fill: #2f81f7; fill-opacity: .38 }
  .mean { fill: none; stroke: #1f6feb; stroke-width: 2.25; stroke-linejoin: round }
  .point { fill: #57606a; fill-opacity: .55 }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1 } .title { fill: #e6edf3 } .point { fill: #c9d1d9; fill-opacity: .5 } .mean { stroke: #58a6ff }
  }`;

/** A whole SVG document. Text of the user's is escaped; coordinates have one decimal, so that equal bands give equal files. */
export function bandAsSvg(band: Band): string {
  const { x, y } = bandExtent(band);
  const right = size.width - size.right;
  const bottom = size.height - size.bottom;
  const across = (value: number): string =>
    (size.left + ((value - x[0]) / (x[1] - x[0])) * (right - size.left)).toFixed(1);
  const up = (value: number): string =>
    (bottom - ((value - y[0]) / (y[1] - y[0])) * (bottom - size.top)).toFixed(1);
  const xTicks = ticks(x[0], x[1], 7);
  const yTicks = ticks(y[0], y[1], 6);

  const line = (values: readonly number[]): string =>
    values.map((value, i) => `${across(band.x[i] ?? Number.NaN)},${up(value)}`).join(" ");
  const area = (name: string, { low, high }: Interval): string =>
    `<polygon class="${name}" points="${line(high)} ${line(low).split(" ").reverse().join(" ")}"/>`;

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-label="${escaped(band.title)}">`,
    `<style>${styles}\n</style>`,
    `<text class="title" x="${size.left}" y="26">${escaped(band.title)}</text>`,
    legend(band),
    ...yTicks.values.flatMap((value, i) => [
      `<line class="rule" x1="${size.left}" x2="${right}" y1="${up(value)}" y2="${up(value)}"/>`,
      `<text x="${size.left - 8}" y="${up(value)}" dy=".35em" text-anchor="end">${yTicks.labels[i] ?? ""}</text>`,
    ]),
    ...xTicks.values.flatMap((value, i) => [
      `<line class="axis" x1="${across(value)}" x2="${across(value)}" y1="${bottom}" y2="${bottom + 5}"/>`,
      `<text x="${across(value)}" y="${bottom + 20}" text-anchor="middle">${xTicks.labels[i] ?? ""}</text>`,
    ]),
    area("total", band.total),
    area("epistemic", band.epistemic),
    ...band.points.map(
      (point) => `<circle class="point" cx="${across(point.x)}" cy="${up(point.y)}" r="2.4"/>`,
    ),
    `<polyline class="mean" points="${line(band.mean)}"/>`,
    `<line class="axis" x1="${size.left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>`,
    `<text x="${right}" y="${size.height - 12}" text-anchor="end">${escaped(band.xLabel)}</text>`,
    `<text x="${16 - size.top}" y="18" transform="rotate(-90)" text-anchor="end">${escaped(band.yLabel)}</text>`,
    "</svg>",
    "",
  ].join("\n");
}

function legend(band: Band): string {
  const percent = `${Number((band.level * 100).toFixed(1))} %`;
  const entries = [
    { mark: `<line class="mean" x1="0" x2="18" y1="-4" y2="-4"/>`, text: "mean", width: 72 },
    {
      mark: `<rect class="epistemic" width="18" height="11" y="-10"/>`,
      text: `the mean, ${percent} (epistemic)`,
      width: 216,
    },
    {
      mark: `<rect class="total" width="18" height="11" y="-10"/>`,
      text: `a new observation, ${percent}`,
      width: 200,
    },
    ...(band.points.length > 0
      ? [{ mark: `<circle class="point" cx="9" cy="-4" r="2.4"/>`, text: "data", width: 0 }]
      : []),
  ];
  let x = size.left;
  return entries
    .map(({ mark, text, width }) => {
      const here = `<g transform="translate(${x} 48)">${mark}<text x="25">${text}</text></g>`;
      x += width;
      return here;
    })
    .join("");
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
