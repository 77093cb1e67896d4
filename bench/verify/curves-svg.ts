/** Curves over one axis in panels side by side, as an SVG that stands on a light and on a dark page. */

import { ticks } from "../../src/report/ticks.ts";

export interface Curve {
  readonly name: string;
  readonly values: readonly number[];
}

export interface Panel {
  readonly title: string;
  readonly curves: readonly Curve[];
}

const size = { width: 760, height: 340, left: 52, gap: 28, top: 72, bottom: 44 } as const;
const colours = ["#57606a", "#2f81f7", "#d4622a", "#2da44e"] as const;

/** All panels share both axes; y starts at zero. */
export function curvesAsSvg(
  title: string,
  x: readonly number[],
  panels: readonly Panel[],
  labels: { readonly x: string; readonly y: string },
): string {
  const first = x[0] ?? 0;
  const last = x[x.length - 1] ?? 1;
  const top = 1.05 * Math.max(...panels.flatMap(({ curves }) => curves.flatMap(({ values }) => values)));
  const bottom = size.height - size.bottom;
  const width = (size.width - size.left - size.gap * panels.length) / panels.length;
  const up = (value: number): string => (bottom - (value / top) * (bottom - size.top)).toFixed(1);
  const yTicks = ticks(0, top, 5);
  const xTicks = ticks(first, last, 6);
  const drawn = panels.map((panel, p) => {
    const left = size.left + p * (width + size.gap);
    const across = (value: number): string => (left + ((value - first) / (last - first)) * width).toFixed(1);
    return [
      `<text x="${left.toFixed(1)}" y="${size.top - 12}">${panel.title}</text>`,
      ...yTicks.values.map(
        (value) =>
          `<line class="rule" x1="${left.toFixed(1)}" x2="${(left + width).toFixed(1)}" y1="${up(value)}" y2="${up(value)}"/>`,
      ),
      ...xTicks.values.map(
        (value, i) =>
          `<text x="${across(value)}" y="${bottom + 18}" text-anchor="middle">${xTicks.labels[i] ?? ""}</text>`,
      ),
      ...panel.curves.map(({ values }, c) => {
        const points = values.map((value, i) => `${across(x[i] ?? Number.NaN)},${up(value)}`).join(" ");
        return `<polyline fill="none" stroke="${colours[c % colours.length]}" stroke-width="2" points="${points}"/>`;
      }),
    ].join("\n");
  });
  const legend = (panels[0]?.curves ?? []).map(
    ({ name }, c) =>
      `<g transform="translate(${size.left + c * 190} 44)"><line x2="18" y1="-4" y2="-4" stroke="${colours[c % colours.length]}" stroke-width="2"/><text x="24">${name}</text></g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-label="${title}">`,
    `<style>text { font: 13px system-ui, sans-serif; fill: #57606a } .title { font-size: 16px; font-weight: 600 } .rule { stroke: #8c959f; stroke-opacity: .28 } @media (prefers-color-scheme: dark) { text { fill: #9198a1 } }</style>`,
    `<text class="title" x="${size.left}" y="22">${title}</text>`,
    ...legend,
    ...yTicks.values.map(
      (value, i) =>
        `<text x="${size.left - 8}" y="${up(value)}" dy=".35em" text-anchor="end">${yTicks.labels[i] ?? ""}</text>`,
    ),
    ...drawn,
    `<text x="${size.width - size.gap}" y="${size.height - 6}" text-anchor="end">${labels.x}</text>`,
    `<text transform="translate(14 ${size.top}) rotate(-90)" text-anchor="end">${labels.y}</text>`,
    "</svg>",
    "",
  ].join("\n");
}
