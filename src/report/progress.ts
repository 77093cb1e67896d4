/** How far a fit is: a line with a bar, the step, the objective and the time that is left, and below it a line for each chain. */

import { duration, grouped, significant } from "./number.ts";
import { styled, type Style } from "./style.ts";

export interface ProgressView {
  /** What runs: the infer block's name. */
  readonly label: string;
  readonly step: number;
  readonly steps: number;
  /** Steps of each chain. */
  readonly chains?: readonly number[];
  /** Steps of each chain that are thrown away. */
  readonly warmup?: number;
  readonly objective: { readonly name: string; readonly value: number } | null;
  readonly seconds: number;
}

/** At most `rows` lines; where there are more chains than that, those that are furthest behind are shown, for the others wait for them. */
export function progressLines(view: ProgressView, style: Style, rows: number): readonly string[] {
  const { chains = [] } = view;
  const first = progressLine(view, style);
  if (chains.length < 2 || rows < 4) return [first];
  const room = Math.min(rows - 1, mostChains);
  const numbered = chains.map((step, number) => ({ step, number }));
  if (chains.length <= room) return [first, ...numbered.map((chain) => chainLine(chain, view, style))];
  const behind = numbered
    .toSorted((one, other) => one.step - other.step || one.number - other.number)
    .slice(0, room - 1)
    .toSorted((one, other) => one.number - other.number);
  const rest = `  and ${grouped(chains.length - behind.length)} chains that are further`;
  return [first, ...behind.map((chain) => chainLine(chain, view, style)), rest.slice(0, style.columns)];
}

/** More lines than this tell nobody more. */
const mostChains = 12;

function chainLine(
  { step, number }: { readonly step: number; readonly number: number },
  { chains = [], steps, warmup = 0 }: ProgressView,
  style: Style,
): string {
  const whole = steps / chains.length;
  const head = `  chain ${String(number + 1).padStart(String(chains.length).length)}  `;
  const warming = (done: number): string => `warm-up ${grouped(done)} of ${grouped(warmup)}`;
  const drawing = (done: number): string => `draw ${grouped(done)} of ${grouped(whole - warmup)}`;
  const tail = step < warmup ? warming(step) : drawing(step - warmup);
  // As wide for every chain, whatever it is at.
  const widest = Math.max(warming(warmup).length, drawing(whole - warmup).length);
  const room = style.columns - head.length - widest - 2;
  if (room < 8) return `${head}${tail}`.slice(0, style.columns);
  return `${head}${drawn(Math.min(1, step / whole), Math.min(30, room), style)}  ${tail}`;
}

/** At most `style.columns` wide; shorter pieces are left out where the terminal is narrow. */
export function progressLine(view: ProgressView, style: Style): string {
  const share = view.steps > 0 ? Math.min(1, view.step / view.steps) : 0;
  const pieces = [
    `${grouped(view.step)} of ${grouped(view.steps)}`,
    view.objective ? `${view.objective.name} ${significant(view.objective.value)}` : "",
    left(view, share),
  ].filter((piece) => piece !== "");
  while (pieces.length > 1 && lengthOf(view.label, pieces) + 10 > style.columns) pieces.pop();
  const room = style.columns - lengthOf(view.label, pieces) - 2;
  const bar = room >= 8 ? `${drawn(share, Math.min(30, room), style)}  ` : "";
  return `${view.label}  ${bar}${pieces.join("  ")}`;
}

function lengthOf(label: string, pieces: readonly string[]): number {
  return label.length + 2 + pieces.join("  ").length;
}

function left(view: ProgressView, share: number): string {
  if (share >= 1) return duration(view.seconds);
  if (share < 0.02 || view.seconds < 0.5) return "";
  return `${duration((view.seconds * (1 - share)) / share)} left`;
}

function drawn(share: number, width: number, style: Style): string {
  const full = Math.round(share * width);
  return styled("━".repeat(full), "green", style) + styled("─".repeat(width - full), "dim", style);
}
