/** Both tails and their derivatives beside mpmath's figures; bench/peers/tails.py made the file. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { LogTails } from "../../src/library/incomplete-gamma.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { compute, scalar } from "../contract/compute.ts";
import { gradientsOf } from "../contract/differentiate.ts";
import { need } from "../contract/distribution-cases.ts";

export interface Figures {
  readonly function: string;
  readonly at: readonly number[];
  readonly below: number;
  readonly above: number;
  readonly slopesBelow: readonly number[];
  readonly slopesAbove: readonly number[];
}

const file = join(import.meta.dirname, "tail-figures.json");
const all = JSON.parse(readFileSync(file, "utf8")) as readonly Figures[];

export function figuresOf(name: string): readonly Figures[] {
  return all.filter((figures) => figures.function === name);
}

type Formula = (b: Builder, at: readonly [Tensor, Tensor, ...Tensor[]]) => LogTails;

/** Values to 1e-11 of themselves, or of the smaller tail where they are the rest of it; slopes to 1e-9. */
export function expectFigures(figures: Figures, formula: Formula): void {
  const given = Object.fromEntries(figures.at.map((value, i) => [String(i), scalar(value)]));
  const inputs = (p: Readonly<Record<string, Tensor>>) =>
    figures.at.map((_, i) => need(p[String(i)])) as unknown as Parameters<Formula>[1];
  const sides = compute(given, (b, p) => {
    const { below, above } = formula(b, inputs(p));
    return [below, above];
  });
  for (const [i, name] of (["below", "above"] as const).entries()) {
    const wanted = figures[name];
    expect(Math.abs(need(sides[i]?.[0]) / wanted - 1), `${name} of ${figures.at.join()}`).toBeLessThan(1e-11);
    const { gradients } = gradientsOf(given, (b, p) => formula(b, inputs(p))[name]);
    const slopes = name === "below" ? figures.slopesBelow : figures.slopesAbove;
    slopes.forEach((slope, k) => {
      const found = need(gradients[String(k)]?.[0]);
      const error = Math.abs(found - slope) - 1e-14;
      expect(
        error,
        `slope ${k} of ${name} of ${figures.at.join()}: ${found}, not ${slope}`,
      ).toBeLessThanOrEqual(1e-9 * Math.abs(slope));
    });
  }
}
