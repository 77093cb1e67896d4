/** What is said where the grammar cannot go on: a slip that many make is named and mended, anything else says what was expected. */

import { suggest } from "../diagnostic/suggest.ts";
import { spanOf, type Failure } from "./failure.ts";
import { foreignWords, statedTypes } from "./foreign-words.ts";
import type { Slip } from "./slip.ts";
import { brief, code, slip, unexpected } from "./unexpected.ts";
import { blockWords, reservedWords } from "./words.ts";

/** A slip; without repairs there is no going on as if it had been right. */
export function faultOf(failure: Failure): Slip {
  for (const guess of guesses) {
    const slip = guess(failure);
    if (slip !== null) return slip;
  }
  return unexpected(failure, {});
}

type Guess = (failure: Failure) => Slip | null;

/** The first that knows the slip speaks. */
const guesses: readonly Guess[] = [
  strayWord,
  unfinished,
  reservedName,
  arrowAssignment,
  wrongSetter,
  foreignStatement,
  typeFirst,
  leftOfTilde,
  lateColumns,
  strayComma,
  missingComma,
  missingMark,
];

/** `modle Concrete`, `parameters { … }`: no block begins so. */
function strayWord(failure: Failure): Slip | null {
  const { found, expected } = failure;
  if (found?.kind !== "word" || found.depth > 0 || !expected.has("end of input")) return null;
  if (reservedWords.includes(found.text)) return null;
  const near = suggest(found.text, blockWords);
  const [only] = near;
  const span = spanOf(failure, found);
  const edits = only !== undefined && near.length === 1 ? [{ span, text: only }] : [];
  const help =
    foreignWords.get(found.text) ??
    (near.length > 0
      ? `did you mean ${near.map(code).join(" or ")}?`
      : `the blocks are ${listed(blockWords)}`);
  return slip(
    "H0112",
    { found: found.text },
    { at: span, help, edits: foreignWords.has(found.text) ? [] : edits },
  );
}

/** `a =` and then the next statement, whose own sign is the first to surprise. */
function unfinished(failure: Failure): Slip | null {
  const { found, previous, tokens, index, expected } = failure;
  // The line breaks off before the token at `until`.
  let until: number | null = null;
  if (found?.kind === "sign" && "=~:".includes(found.text) && previous?.leads === true) until = index - 1;
  if (found?.leads === true && expected.has("number") && expected.has("-")) until = index;
  const last = tokens[(until ?? 0) - 1];
  if (until === null || last?.kind !== "sign" || last.depth === 0 || "{}])(,".includes(last.text))
    return null;
  const end = failure.patched.origin(last.end);
  const at = { source: failure.patched.source, start: end, end };
  const unread = slip("H0101", { found: "the end of the line" }, { at, text: "expected an expression" });
  return { ...unread, until };
}

/** `data ~ normal(0, 1)`: a word of the language where a name should stand. */
function reservedName(failure: Failure): Slip | null {
  const { found, next, expected } = failure;
  if (found === null || !reservedWords.includes(found.text)) return null;
  const span = spanOf(failure, found);
  if (expected.has("column") && !expected.has("name")) {
    const edits = [{ span, text: `"${found.text}"` }];
    return slip(
      "H0108",
      { word: found.text },
      { at: span, help: `quote the column: \`"${found.text}"\``, edits },
    );
  }
  const names = (["name", "dimension", "element", "label", "column"] as const).some((token) =>
    expected.has(token),
  );
  const alone = next === null || next.kind === "sign";
  if (!names || !alone) return null;
  const text = `${found.text}_`;
  return slip("H0108", { word: found.text }, { at: span, help: `choose another name, such as \`${text}\`` }, [
    { span, text },
  ]);
}

/** `a <- b` of R and BUGS. */
function arrowAssignment(failure: Failure): Slip | null {
  const { found, next, expected } = failure;
  if (found?.text !== "<" || next?.text !== "-" || next.start !== found.end || !expected.has("equals"))
    return null;
  const span = spanOf(failure, found, next);
  const edits = [{ span, text: "=" }];
  return slip("H0110", { sign: "`<-`" }, { at: span, help: "`=` defines, `~` draws: write `=`", edits });
}

/** `steps: 100`, `steps ~ 100`, `a == b` for `a = b`, `hidden = dense(50)` for a label. */
function wrongSetter(failure: Failure): Slip | null {
  const { found, previous, expected, block } = failure;
  if (found === null || !["=", "==", ":", "~"].includes(found.text)) return null;
  const span = spanOf(failure, found);
  const equals = previous?.end === found.start ? " =" : "=";
  if (expected.has("equals") && !expected.has(":"))
    return unexpected(failure, { help: "`=` sets a value", edits: [{ span, text: equals }] });
  if (expected.has("equals") && found.text === "==")
    return unexpected(failure, { help: "`==` compares; `=` defines", edits: [{ span, text: "=" }] });
  if (block === "data" && found.text === "~")
    return unexpected(failure, {
      help: "in `data` stands a type, `y: real[N]`; what y is drawn from stands in `likelihood`",
    });
  if (block === "network" && expected.has(":") && found.text === "=")
    return unexpected(failure, { help: "a layer's label stands before `:`", edits: [{ span, text: ":" }] });
  return null;
}

/** `for (i in 1:N)`, `function f(x)`, `if (…)`. */
function foreignStatement(failure: Failure): Slip | null {
  const { found, previous } = failure;
  for (const token of [previous, found]) {
    const help = token?.kind === "word" ? foreignWords.get(token.text) : undefined;
    if (token !== null && help !== undefined)
      return slip("H0101", { found: code(token.text) }, { at: spanOf(failure, token), help });
  }
  return null;
}

/** `real mu` for `mu: real`. */
function typeFirst(failure: Failure): Slip | null {
  const { found, previous, expected } = failure;
  if (previous === null || !statedTypes.includes(previous.text) || !expected.has(":")) return null;
  const type = previous.text;
  if (found?.kind !== "word" && found?.text !== "<" && found?.text !== "[") return null;
  if (found.kind !== "word")
    return unexpected(failure, { help: `the type stands after the name: \`name: ${type}\`` });
  const help = `the type stands after the name: \`${found.text}: ${type}\``;
  const edits = [{ span: spanOf(failure, previous, found), text: `${found.text}: ${type}` }];
  return unexpected(failure, { help, edits });
}

/** `log(y) ~ …`, `y[1] = …`: left of these stands a name. */
function leftOfTilde(failure: Failure): Slip | null {
  const { found, previous, expected } = failure;
  if (previous?.kind !== "word" || !expected.has("equals") || (found?.text !== "(" && found?.text !== "["))
    return null;
  return unexpected(failure, { help: "left of `~` and `=` stands a name: define one first, `z = log(y)`" });
}

/** `x = real[N] from a`, `x: real[N] standardized from a`. */
function lateColumns(failure: Failure): Slip | null {
  const { found, previous, block } = failure;
  if (block !== "data" || (found?.text !== "from" && found?.text !== "standardized")) return null;
  const help =
    previous?.text === "standardized"
      ? "`standardized` stands last: `x: real[N] from a standardized`"
      : "a declaration has columns, and is written with `:`, as in `x: real[N] from a`";
  return unexpected(failure, { help });
}

/** A comma between statements, or one too many. */
function strayComma(failure: Failure): Slip | null {
  const { found, previous, expected } = failure;
  if (found?.text === "," && expected.has("}")) {
    const edits = [{ span: spanOf(failure, found), text: "" }];
    return unexpected(failure, { help: "nothing stands between statements: leave the comma out", edits });
  }
  if (found?.kind === "sign" && ")]}".includes(found.text) && previous?.text === ",") {
    const span = spanOf(failure, previous);
    return slip(
      "H0101",
      { found: "`,`" },
      {
        at: span,
        text: `before \`${found.text}\``,
        help: "leave the last comma out",
        edits: [{ span, text: "" }],
      },
    );
  }
  return null;
}

/** `normal(0 1)`. */
function missingComma(failure: Failure): Slip | null {
  const { found, previous, expected } = failure;
  if (found === null || previous === null || !expected.has(",") || expected.has("}")) return null;
  const begins = ["word", "number", "quote"].includes(found.kind) || "({".includes(found.text);
  if (!begins || reservedWords.includes(found.text)) return null;
  const help = `put a comma${expected.has("operator") ? " or an operator" : ""} between \`${brief(previous.text)}\` and \`${brief(found.text)}\``;
  return unexpected(failure, { help });
}

/** `dim K 3`, `network f real[D]`: one sign alone could stand here. */
function missingMark(failure: Failure): Slip | null {
  const { found, expected } = failure;
  const typed = found !== null && statedTypes.includes(found.text) && expected.has(":");
  const [token] = typed ? [":"] : expected;
  if (found === null || (expected.size !== 1 && !typed)) return null;
  if (token !== "equals" && token !== ":" && token !== "->") return null;
  const mark = token === "equals" ? "=" : token;
  const { source, start } = spanOf(failure, found);
  if (mark === "->" && found.text === ">") {
    const edits = [{ span: { source, start, end: start + 1 }, text: mark }];
    return unexpected(failure, { help: "an arrow is written `->`", edits });
  }
  const text = mark === ":" ? ": " : ` ${mark} `;
  const edits = [{ span: { source, start, end: start }, text }];
  return unexpected(failure, { help: `put \`${mark}\` before \`${brief(found.text)}\``, edits });
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
