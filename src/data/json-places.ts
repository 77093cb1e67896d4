/** The line of a value in a JSON text that parsed: a walk along a path of keys and indices, made when a message needs a place. */

export type JsonPath = readonly (string | number)[];

/** The line (from 1) on which the value at `path` begins, or the last one that could be followed. */
export function jsonLine(text: string, path: JsonPath): number {
  let at = skipBlank(text, 0);
  for (const step of path) {
    const next = typeof step === "number" ? elementAt(text, at, step) : memberOf(text, at, step);
    if (next === null) break;
    at = next;
  }
  let line = 1;
  for (let i = 0; i < at; i++) if (text.charCodeAt(i) === 10) line++;
  return line;
}

function skipBlank(text: string, at: number): number {
  let i = at;
  while (i < text.length && text.charCodeAt(i) <= 32) i++;
  return i;
}

/** The offset after the value that begins at `at`. */
function skipValue(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '"') i = skipString(text, i) - 1;
    else if (c === "[" || c === "{") depth++;
    else if (c === "]" || c === "}") {
      if (depth === 0) return i;
      depth--;
      if (depth === 0) return i + 1;
      continue;
    } else if (depth === 0 && c === ",") return i;
    if (depth === 0 && c === '"') return i + 1;
  }
  return text.length;
}

function skipString(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && text.charAt(i) !== '"') i += text.charAt(i) === "\\" ? 2 : 1;
  return i + 1;
}

function elementAt(text: string, at: number, index: number): number | null {
  if (text.charAt(at) !== "[") return null;
  let i = skipBlank(text, at + 1);
  for (let k = 0; k < index; k++) {
    i = skipBlank(text, skipValue(text, i));
    if (text.charAt(i) !== ",") return null;
    i = skipBlank(text, i + 1);
  }
  return text.charAt(i) === "]" ? null : i;
}

function memberOf(text: string, at: number, key: string): number | null {
  if (text.charAt(at) !== "{") return null;
  let i = skipBlank(text, at + 1);
  while (text.charAt(i) === '"') {
    const end = skipString(text, i);
    const name: unknown = JSON.parse(text.slice(i, end));
    const value = skipBlank(text, skipBlank(text, end) + 1);
    if (name === key) return value;
    i = skipBlank(text, skipBlank(text, skipValue(text, value)) + 1);
  }
  return null;
}
