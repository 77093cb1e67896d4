/** Which rows are for testing, split by split: given, or folds by lot. */

import { diagnose, failure, success, type Outcome } from "../diagnostic/diagnostic.ts";
import { createStream, keyOf } from "../tensor/random.ts";

/** Rows by their places, from 0. */
export interface Split {
  readonly training: readonly number[];
  readonly test: readonly number[];
}

/** Every row is tested once; folds differ by a row at most. */
export function folds(rows: number, count: number, seed: number): readonly Split[] {
  const random = createStream(keyOf(seed));
  const order = Array.from({ length: rows }, (_, i) => i);
  // Fisher and Yates's shuffle
  for (let i = rows - 1; i > 0; i--) {
    const j = random.bits() % (i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  const number = Math.min(count, rows);
  return Array.from({ length: number }, (_, k) =>
    splitOf(
      rows,
      order.filter((_row, i) => i % number === k).toSorted((a, b) => a - b),
    ),
  );
}

/** `{"test": [[0, 5], [1, 2]]}`: a list of rows for each split, the training rows being the others. */
export function readSplits(value: unknown, rows: number, file: string): Outcome<readonly Split[]> {
  const lists = typeof value === "object" && value !== null && "test" in value ? value.test : null;
  if (!Array.isArray(lists) || lists.length === 0)
    return wrong(file, "it is not an object with a list of splits, `test`");
  const splits: Split[] = [];
  for (const [number, list] of (lists as readonly unknown[]).entries()) {
    const isRow = (each: unknown): each is number =>
      Number.isInteger(each) && Number(each) >= 0 && Number(each) < rows;
    if (!Array.isArray(list) || list.length === 0) return wrong(file, `split ${number} is no list of rows`);
    const odd = list.find((each) => !isRow(each)) as unknown;
    if (odd !== undefined)
      return wrong(
        file,
        `split ${number} holds ${JSON.stringify(odd)}, and rows are counted from 0 to ${rows - 1}`,
      );
    const split = splitOf(rows, [...new Set(list.filter(isRow))]);
    if (split.training.length === 0) return wrong(file, `split ${number} leaves no row to learn from`);
    splits.push(split);
  }
  return success(splits);
}

function splitOf(rows: number, test: readonly number[]): Split {
  const own = new Set(test);
  return { training: Array.from({ length: rows }, (_, i) => i).filter((row) => !own.has(row)), test };
}

function wrong(file: string, why: string): Outcome<never> {
  return failure(
    diagnose(
      "H0816",
      { file },
      { at: null, notes: [why], help: 'write {"test": [[0, 5], [1, 2]]}: rows from 0, a list a split' },
    ),
  );
}
