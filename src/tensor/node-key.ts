/** When two nodes are equal: one string for each, the same where op, operands and attributes are. */

import type { OpAttributes, OpName } from "./graph.ts";

/** Longer lists are equal only where they are the same list: nobody writes them twice. */
const comparedLength = 1024;
const longLists = new WeakMap<object, number>();
let longListCount = 0;

function keyOf(value: unknown): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) {
    if (value.length <= comparedLength) return `[${value.map(keyOf).join()}]`;
    const known = longLists.get(value) ?? ++longListCount;
    longLists.set(value, known);
    return `list ${known}`;
  }
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([name, part]) => `${name} ${keyOf(part)}`)
      .join()}}`;
  }
  return String(value);
}

export function keyOfNode<P extends OpName>(
  op: P,
  operands: readonly { readonly id: number }[],
  attributes: OpAttributes[P],
): string {
  let key: string = op;
  for (const { id } of operands) key += ` ${id}`;
  // By name, so that the order in which an object was written does not matter.
  const entries = Object.entries<unknown>(attributes);
  if (entries.length > 1) entries.sort(([x], [y]) => (x < y ? -1 : 1));
  for (const [name, value] of entries) key += ` ${name} ${keyOf(value)}`;
  return key;
}
