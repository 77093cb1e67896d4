/** What a run was asked: all that its result depends on. A checkpoint goes on only where the question is the same. */

import { createHash } from "node:crypto";
import type { Bound } from "../../data/bound.ts";
import type { Source } from "../../diagnostic/source.ts";
import type { OptionValue } from "../../library/method.ts";

export interface Question {
  /** Hunch's version. */
  readonly hunch: string;
  /** Processor and backend: another may round otherwise. */
  readonly machine: string;
  /** The whole text. */
  readonly model: string;
  readonly infer: string;
  readonly method: string;
  readonly options: Readonly<Record<string, OptionValue | null>>;
  readonly seed: number;
  /** By variable, for the labels of a dimension by `labels DIMENSION`, and as `initial points`: shape and SHA-256 of what was given. */
  readonly data: Readonly<Record<string, string>>;
}

/** Of the data as the model sees it — another file with the same numbers is the same — and of where chains were told to begin. */
export function digestData({ arrays, facts }: Bound, init?: unknown): Question["data"] {
  const hex = (bytes: string | Float64Array): string =>
    createHash("sha256")
      .update(
        typeof bytes === "string" ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      )
      .digest("hex");
  return Object.fromEntries([
    ...[...arrays].map(
      ([name, { shape, values }]) => [name, `[${shape.join(", ")}] ${hex(values)}`] as const,
    ),
    ...[...facts.labels].map(
      ([id, labels]) => [`labels ${id}`, `[${labels.length}] ${hex(JSON.stringify(labels))}`] as const,
    ),
    ...(init === undefined ? [] : [["initial points", `[1] ${hex(JSON.stringify(init))}`] as const]),
  ]);
}

/** One thing that differs: `what` for a title, `note` with both sides. */
export interface Change {
  readonly what: string;
  readonly note: string;
}

/** What differs; empty where nothing does. */
export function whatChanged(then: Question, now: Question): readonly Change[] {
  const pair = (what: string, name: string, before: unknown, after: unknown): readonly Change[] =>
    before === after ? [] : [{ what, note: `${name}: ${String(before)} then, ${String(after)} now` }];
  const line = changedLine(then.model, now.model);
  return [
    ...(line === null ? [] : [{ what: "another model", note: `the model differs first in line ${line}` }]),
    ...pair("another infer block", "the infer block", then.infer, now.infer),
    ...(then.method === now.method
      ? optionsChanged(then.options, now.options)
      : pair("another method", "the method", then.method, now.method)),
    ...pair("another seed", "the seed", then.seed, now.seed),
    ...dataChanged(then.data, now.data),
    ...pair("another version of Hunch", "the version of Hunch", then.hunch, now.hunch),
    ...pair("another machine", "the machine", then.machine, now.machine),
  ];
}

/** The first line that differs, from 1; null where none does. */
export function changedLine(then: string, now: string): number | null {
  if (then === now) return null;
  const [before, after] = [then.split("\n"), now.split("\n")];
  const first = after.findIndex((line, i) => line !== before[i]);
  return (first < 0 ? after.length - 1 : first) + 1;
}

/** The whole line `number` of a source. */
export function lineSpan(source: Source, number: number) {
  const lines = source.text.split("\n");
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  return { source, start, end: start + (lines[number - 1]?.length ?? 0) };
}

function optionsChanged(then: Question["options"], now: Question["options"]): readonly Change[] {
  return namesOf(then, now).flatMap((name) => {
    const [before, after] = [said(then[name]), said(now[name])];
    if (before === after) return [];
    return [{ what: "other options", note: `the option ${name}: ${before} then, ${after} now` }];
  });
}

function said(value: OptionValue | null | undefined): string {
  if (value === null || value === undefined) return "left open";
  if (typeof value === "number") return String(value);
  const given = Object.values(value.arguments);
  return given.length === 0 ? value.choice : `${value.choice}(${given.join(", ")})`;
}

function dataChanged(then: Question["data"], now: Question["data"]): readonly Change[] {
  return namesOf(then, now).flatMap((name) => {
    const [before, after] = [then[name], now[name]];
    if (before === after) return [];
    // Names with a space are none of the model's.
    const [first, rest] = name.split(" ", 2);
    const what =
      rest === undefined
        ? `the values of ${name}`
        : first === "labels"
          ? `the labels of ${rest}`
          : `the ${name}`;
    const sizes = [sizeOf(before), sizeOf(after)];
    const note = sizes[0] === sizes[1] ? `${what} differ` : `${what}: ${sizes[0]} then, ${sizes[1]} now`;
    return [{ what: "other data", note }];
  });
}

/** `[434]` of `[434] 3f…`. */
function sizeOf(entry: string | undefined): string {
  return entry === undefined ? "none" : `${entry.split("]")[0] ?? ""}]`;
}

function namesOf(one: object, other: object): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}
