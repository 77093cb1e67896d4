/** The blocks of a program: their order, and how many there may be of each. */

import type { Source } from "../diagnostic/source.ts";
import type { Block, Syntax } from "../syntax/ast.ts";
import type { Scope } from "./scope.ts";

type Kind = Block["kind"];

const order: readonly Kind[] = ["model", "dim", "data", "network", "prior", "likelihood", "infer"];
const single: readonly Kind[] = ["model", "prior", "likelihood"];

/** The blocks in the order of the language; another order is one mistake, with the edit that mends it. */
export function orderBlocks(scope: Scope, blocks: readonly Block[]): readonly Block[] {
  const sorted = blocks.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const misplaced = blocks.find((block, place) => {
    const next = blocks[place + 1];
    return next !== undefined && order.indexOf(block.kind) > order.indexOf(next.kind);
  });
  const first = blocks[0];
  if (misplaced !== undefined && first !== undefined) {
    const follower = blocks[blocks.indexOf(misplaced) + 1] ?? misplaced;
    const at = wordOf(follower);
    scope.mistakes.report(
      "H0207",
      {},
      {
        at,
        text: `${follower.kind} belongs before ${misplaced.kind}`,
        labels: [{ span: wordOf(misplaced), text: `this ${misplaced.kind} stands first` }],
        notes: [`the order is ${order.join(", ")}`],
        help: `move ${follower.kind} before ${misplaced.kind}`,
        edits: [
          {
            span: { source: scope.source, start: first.span.start, end: scope.source.text.length },
            text: rearranged(scope.source, blocks, sorted),
          },
        ],
      },
    );
  }
  return sorted;
}

/** The text of the blocks in another order, each with the comments that stand before it and on its last line. */
function rearranged(source: Source, blocks: readonly Block[], sorted: readonly Block[]): string {
  const text = new Map<Block, string>();
  let start = blocks[0]?.span.start ?? 0;
  blocks.forEach((block, place) => {
    const rest = /^[ \t]*(\/\/[^\n]*)?\n/.exec(source.text.slice(block.span.end));
    const end = place === blocks.length - 1 ? source.text.length : block.span.end + (rest?.[0].length ?? 0);
    text.set(block, source.text.slice(start, end).trim());
    start = end;
  });
  return `${sorted.map((block) => text.get(block)).join("\n\n")}\n`;
}

/** One model, one prior, one likelihood; a model and a likelihood there must be. */
export function countBlocks(scope: Scope, { blocks, complete }: Syntax): void {
  for (const kind of single) {
    const [first, ...others] = blocks.filter((block) => block.kind === kind);
    for (const block of others) {
      scope.mistakes.report(
        "H0206",
        { block: kind },
        {
          at: wordOf(block),
          labels: first === undefined ? [] : [{ span: wordOf(first), text: "the first" }],
          help: kind === "model" ? "write one model a file" : "put its statements into the first",
        },
      );
    }
  }
  if (!complete) return;
  const start = { source: scope.source, start: 0, end: 0 };
  if (!blocks.some(({ kind }) => kind === "model")) {
    scope.mistakes.report(
      "H0208",
      { block: "model" },
      { at: start, help: "begin with its name: model Name" },
    );
  }
  if (!blocks.some(({ kind }) => kind === "likelihood")) {
    const last = blocks[blocks.length - 1];
    scope.mistakes.report(
      "H0208",
      { block: "likelihood" },
      {
        at: last === undefined ? start : wordOf(last),
        text: last === undefined ? "" : "the last block here",
        help: "say how the data comes about: likelihood { y ~ normal(…, …) }",
      },
    );
  }
}

/** The block's first word. */
function wordOf({ kind, span }: Block) {
  return { ...span, end: span.start + kind.length };
}
