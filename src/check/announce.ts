/** A first look at a program: every name it declares and every dimension it writes, so that "too early" and "unknown" differ. */

import type { Span } from "../diagnostic/source.ts";
import type { Block, TypeNode } from "../syntax/ast.ts";
import { pathText } from "./scope.ts";

export interface Announcement {
  readonly announced: ReadonlyMap<string, Span>;
  readonly bracketed: ReadonlySet<string>;
  /** Names left of `~` in the likelihood. */
  readonly responses: ReadonlySet<string>;
}

export function announce(blocks: readonly Block[]): Announcement {
  const values = new Map<string, Span>();
  const bracketed = new Set<string>();
  const responses = new Set<string>();
  const value = (name: string, span: Span) => {
    if (!values.has(name)) values.set(name, span);
  };
  const type = (node: TypeNode | null) => {
    for (const dimension of node?.dimensions ?? []) {
      if (dimension.kind === "name") bracketed.add(dimension.name.text);
    }
  };
  for (const block of blocks) {
    switch (block.kind) {
      case "data":
        for (const item of block.items) {
          if (item.kind === "missing") continue;
          value(item.name.text, item.name.span);
          type(item.type);
        }
        break;
      case "network":
        value(block.name.text, block.name.span);
        type(block.input);
        if (block.output.kind === "type") type(block.output.type);
        else for (const head of block.output.heads) type(head.type);
        break;
      case "prior":
      case "likelihood":
        for (const statement of block.statements) {
          const observed = block.kind === "likelihood" && statement.kind === "draw";
          if (observed) responses.add(pathText(statement.target.parts));
          else value(pathText(statement.target.parts), statement.target.span);
          type(statement.type);
        }
        break;
      case "dim":
        bracketed.add(block.name.text);
        break;
      case "model":
      case "infer":
        break;
    }
  }
  return { announced: values, bracketed, responses };
}
