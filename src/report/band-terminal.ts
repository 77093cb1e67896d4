/** A predictive band in characters: shades for the two intervals, a line for the mean, braille dots for the data. */

import { bandExtent, interpolate, type Band } from "./band.ts";
import { styled, type Paint, type Style } from "./style.ts";
import { ticks } from "./ticks.ts";

/** Dots of a braille cell by row and column, as bits above U+2800 (Unicode 4.0, Braille Patterns). */
const brailleBits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Data to columns and rows, fractional, row 0 on top. */
  readonly column: (x: number) => number;
  readonly row: (y: number) => number;
  readonly cells: { text: string; paint: Paint | null }[][];
}

/** Lines of text, at most `style.columns` wide: the title, the picture, both axes and a legend. */
export function bandInTerminal(band: Band, style: Style, height = 18): string[] {
  const { x, y } = bandExtent(band);
  const yTicks = ticks(y[0], y[1], Math.max(2, Math.round(height / 4)));
  const gutter = Math.max(...yTicks.labels.map((label) => label.length)) + 1;
  const width = Math.max(20, Math.min(80, style.columns - gutter - 2));
  const canvas: Canvas = {
    width,
    height,
    column: (value) => ((value - x[0]) / (x[1] - x[0])) * width,
    row: (value) => ((y[1] - value) / (y[1] - y[0])) * height,
    cells: Array.from({ length: height }, () =>
      Array.from({ length: width }, () => ({ text: " ", paint: null })),
    ),
  };
  shade(canvas, band, x);
  scatter(canvas, band);
  line(canvas, band, x);
  const labelOf = new Map(
    yTicks.values.map((value, i) => [Math.floor(canvas.row(value)), yTicks.labels[i] ?? ""]),
  );
  return [
    styled(band.title, "bold", style),
    styled(`${" ".repeat(gutter + 1)}${band.yLabel}`, "dim", style),
    ...canvas.cells.map((cells, row) => {
      const label = labelOf.get(row);
      const axis = `${(label ?? "").padStart(gutter - 1)} ${label === undefined ? "│" : "┤"}`;
      return (styled(axis, "dim", style) + painted(cells, style)).trimEnd();
    }),
    ...xAxis(canvas, x, gutter, band.xLabel).map((text) => styled(text, "dim", style)),
    legend(band, gutter, style),
  ];
}

/** Each cell whose middle an interval covers. */
function shade(canvas: Canvas, band: Band, [low, high]: readonly [number, number]): void {
  for (let i = 0; i < canvas.width; i++) {
    const at = low + ((i + 0.5) / canvas.width) * (high - low);
    for (const [interval, text] of [
      [band.total, "░"],
      [band.epistemic, "▒"],
    ] as const) {
      const top = canvas.row(interpolate(band.x, interval.high, at));
      const bottom = canvas.row(interpolate(band.x, interval.low, at));
      for (let j = Math.max(0, Math.ceil(top - 0.5)); j + 0.5 <= Math.min(bottom, canvas.height); j++) {
        const cell = canvas.cells[j]?.[i];
        if (cell) Object.assign(cell, { text, paint: "blue" });
      }
    }
  }
}

function scatter(canvas: Canvas, band: Band): void {
  for (const point of band.points) {
    const [column, row] = [canvas.column(point.x), canvas.row(point.y)];
    const cell = canvas.cells[Math.floor(row)]?.[Math.floor(column)];
    if (!cell) continue;
    const bit = brailleBits[Math.floor((row % 1) * 4)]?.[Math.floor((column % 1) * 2)] ?? 0;
    const before = cell.text >= "\u2800" && cell.text <= "\u28ff" ? cell.text.charCodeAt(0) - 0x2800 : 0;
    Object.assign(cell, { text: String.fromCharCode(0x2800 + (before | bit)), paint: null });
  }
}

/** The mean, a level stroke in each column with corners where the row changes. */
function line(canvas: Canvas, band: Band, [low, high]: readonly [number, number]): void {
  const rows = Array.from({ length: canvas.width }, (_, i) =>
    Math.floor(canvas.row(interpolate(band.x, band.mean, low + ((i + 0.5) / canvas.width) * (high - low)))),
  );
  const put = (row: number, column: number, text: string): void => {
    const cell = canvas.cells[row]?.[column];
    if (cell) Object.assign(cell, { text, paint: "cyan" });
  };
  rows.forEach((row, i) => {
    const next = rows[i + 1] ?? row;
    if (Number.isNaN(row)) return;
    if (Number.isNaN(next) || next === row) put(row, i, "━");
    else {
      put(row, i, next > row ? "┓" : "┛");
      put(next, i, next > row ? "┗" : "┏");
      for (let j = Math.min(row, next) + 1; j < Math.max(row, next); j++) put(j, i, "┃");
    }
  });
}

/** Neighbours of one colour share one escape. */
function painted(cells: readonly { text: string; paint: Paint | null }[], style: Style): string {
  let out = "";
  for (let i = 0; i < cells.length;) {
    const paint = cells[i]?.paint ?? null;
    let text = "";
    for (; i < cells.length && (cells[i]?.paint ?? null) === paint; i++) text += cells[i]?.text ?? "";
    out += paint === null ? text : styled(text, paint, style);
  }
  return out;
}

function xAxis(
  canvas: Canvas,
  [low, high]: readonly [number, number],
  gutter: number,
  label: string,
): string[] {
  const marks = ticks(low, high, Math.max(2, Math.round(canvas.width / 12)));
  const rule = Array.from({ length: canvas.width }, () => "─");
  const words = Array.from({ length: canvas.width + gutter + 8 }, () => " ");
  marks.values.forEach((value, i) => {
    const column = Math.min(canvas.width - 1, Math.floor(canvas.column(value)));
    const text = marks.labels[i] ?? "";
    rule[column] = "┬";
    [...text].forEach((letter, k) => {
      words[gutter + 1 + column - Math.floor(text.length / 2) + k] = letter;
    });
  });
  const space = " ".repeat(Math.max(0, gutter + 1 + canvas.width - label.length));
  return [`${" ".repeat(gutter)}└${rule.join("")}`, words.join("").trimEnd(), space + label];
}

function legend(band: Band, gutter: number, style: Style): string {
  const percent = `${Number((band.level * 100).toFixed(1))} %`;
  return [
    " ".repeat(gutter),
    `${styled("━", "cyan", style)} mean`,
    `${styled("▒", "blue", style)} the mean, ${percent} (epistemic)`,
    `${styled("░", "blue", style)} a new observation, ${percent}`,
    "⠂ data",
  ]
    .join("  ")
    .slice(1);
}
