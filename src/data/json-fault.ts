/** Where a text stops being JSON (RFC 8259): engines word their complaints differently and do not always say. */

const token =
  // oxlint-disable-next-line no-control-regex -- strings may not hold them
  /[ \t\r\n]*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b)|([[\]{},:]))/y;

/** What may come next. `first` differs from `value` in that the bracket may close at once. */
type Expected = "value" | "first value" | "key" | "first key" | "colon" | "comma" | "nothing";

/** The offset of the first token that does not fit; the text's end where it stops too soon. */
export function jsonFault(text: string): number {
  const open: ("[" | "{")[] = [];
  let expected: Expected = "value";
  token.lastIndex = 0;
  while (expected !== "nothing") {
    const start = token.lastIndex;
    const match = token.exec(text);
    const offset = start + (/^[ \t\r\n]*/.exec(text.slice(start, start + 4096))?.[0].length ?? 0);
    if (match === null) return offset;
    const next = advance(expected, match[1], match[2], open);
    if (next === null) return offset;
    expected = next;
  }
  return token.lastIndex + (/^\s*/.exec(text.slice(token.lastIndex))?.[0].length ?? 0);
}

/** The state after one token (an atom or a mark), or null where it does not fit. */
function advance(
  expected: Expected,
  atom: string | undefined,
  mark: string | undefined,
  open: ("[" | "{")[],
): Expected | null {
  const within = open.at(-1);
  const after: Expected = open.length === 0 ? "nothing" : "comma";
  if (expected === "colon") return mark === ":" ? "value" : null;
  if (expected === "comma" && mark === ",") return within === "[" ? "value" : "key";
  if (mark === "]" || mark === "}") {
    const closes = (mark === "]") === (within === "[") && within !== undefined;
    if (!closes || expected === "value" || expected === "key") return null;
    open.pop();
    return open.length === 0 ? "nothing" : "comma";
  }
  if (expected === "key" || expected === "first key") return atom?.startsWith('"') === true ? "colon" : null;
  if (expected !== "value" && expected !== "first value") return null;
  if (atom !== undefined) return after;
  if (mark === "[" || mark === "{") open.push(mark);
  return mark === "[" ? "first value" : mark === "{" ? "first key" : null;
}
