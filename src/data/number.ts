/** What a cell's text means: a number, a label, or nothing. One place, so that every format agrees. */

const markers = new Set(["na", "n/a", "nan", "null", "none", "nil", "#n/a"]);

/** Words that people write for a missing number. `NA` alone also stands for a missing label. */
export function isMissingMarker(text: string, label: boolean): boolean {
  return label ? text === "NA" : markers.has(text.toLowerCase());
}

/**
 * A plain decimal number, or NaN. Leading zeros (`007`, a code), hexadecimal, infinities and integers too large to
 * be exact are not plain: as labels they must keep their spelling.
 */
export function plainNumber(text: string): number {
  const digits = text.charCodeAt(0) === 45 || text.charCodeAt(0) === 43 ? 1 : 0;
  if (text.charCodeAt(digits) === 48 && text.length > digits + 1) {
    const next = text.charCodeAt(digits + 1);
    if (next !== 46 && next !== 101 && next !== 69) return Number.NaN; // 0. and 0e are fine
  }
  if (text === "" || text.charCodeAt(0) <= 32) return Number.NaN;
  const value = Number(text);
  return Number.isFinite(value) &&
    !(Number.isInteger(value) && !Number.isSafeInteger(value) && !/[.e]/i.test(text))
    ? value
    : Number.NaN;
}

/** A number for arithmetic: also `007`; infinities as they are; NaN for anything else. */
export function anyNumber(text: string): number {
  if (/^[+-]?(inf|infinity|∞)$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** A label's one spelling: `1.0` is `1`; text as it stands. */
export function labelOf(entry: string | number): string {
  if (typeof entry === "number") return String(entry);
  const value = plainNumber(entry);
  return Number.isNaN(value) ? entry : String(value);
}

/** Distinct labels in order: numbers as numbers where all are, else by code point. */
export function sortLabels(labels: Iterable<string>): string[] {
  const distinct = [...new Set(labels)];
  const numeric = distinct.every((label) => !Number.isNaN(plainNumber(label)));
  return numeric
    ? distinct.sort((a, b) => Number(a) - Number(b))
    : distinct.sort((a, b) => compareCodePoints(a, b));
}

function compareCodePoints(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
