/** One line that says how far a fit is: a bar, the step, the objective, the time that is left. */

import { duration, grouped, significant } from "./number.ts";
import { styled, type Style } from "./style.ts";

export interface ProgressView {
  /** What runs: the infer block's name. */
  readonly label: string;
  readonly step: number;
  readonly steps: number;
  /** Steps of each chain: the bar is drawn in as many pieces, side by side. */
  readonly chains?: readonly number[];
  readonly objective: { readonly name: string; readonly value: number } | null;
  readonly seconds: number;
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
  const bar = room >= 8 ? `${bars(view, share, Math.min(30, room), style)}  ` : "";
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

/** One bar, or one a chain where each has room for three dashes. */
function bars({ chains = [], steps }: ProgressView, share: number, width: number, style: Style): string {
  const each = Math.floor((width + 1) / chains.length) - 1;
  if (chains.length < 2 || each < 3) return drawn(share, width, style);
  const whole = steps / chains.length;
  return chains.map((step) => drawn(Math.min(1, step / whole), each, style)).join(" ");
}

function drawn(share: number, width: number, style: Style): string {
  const full = Math.round(share * width);
  return styled("━".repeat(full), "green", style) + styled("─".repeat(width - full), "dim", style);
}
