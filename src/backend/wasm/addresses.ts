/** Addresses: at a loop's head the parts that its index completes, at each access what is left to add. */

import { Bug } from "../../diagnostic/bug.ts";
import type { Address, Affine, Buffer, Loop, Statement, Value } from "../../lower/loop-program.ts";
import type { Code } from "./code.ts";
import { sizeOf } from "./instructions.ts";

export class Addresses {
  private readonly code: Code;
  private readonly buffers: readonly Buffer[];
  /** The locals of partial sums, by key. */
  private readonly ofPrefix = new Map<string, number>();

  constructor(code: Code, buffers: readonly Buffer[]) {
    this.code = code;
    this.buffers = buffers;
  }

  /** At the head of a loop, the parts of addresses that its index completes, for this body and the loops inside. */
  prefixes(loop: Loop): void {
    const wanted = new Map<string, { terms: Affine["terms"]; size: number }>();
    const want = ({ terms }: Affine, size: number): void => {
      const last = terms.findIndex(({ index }) => index === loop.index);
      if (last < 0) return;
      const prefix = terms.slice(0, last + 1);
      wanted.set(prefixKey(prefix, size), { terms: prefix, size });
    };
    const visit = (body: readonly Statement[]): void => {
      for (const statement of body) {
        if (statement.kind === "loop") visit(statement.body);
        else if (statement.kind === "store") want(statement.at, sizeOf[statement.value.element]);
        else if (statement.kind === "let") {
          const { recipe, element } = statement.value;
          if (recipe.kind === "load") want(recipe.at, sizeOf[element]);
          if (recipe.kind === "affine") want(recipe.at, 1);
        }
      }
    };
    visit(loop.body);
    for (const [key, { terms, size }] of wanted) {
      this.terms(terms.slice(0, -1), size);
      const last = terms.at(-1);
      if (last !== undefined) this.term(this.code.localOf(last.index.id), last.coefficient * size);
      if (terms.length > 1) this.code.put("i32.add");
      const known = this.ofPrefix.get(key);
      const local = known ?? this.code.newLocal("i32");
      this.ofPrefix.set(key, local);
      this.code.put("local.set", local);
    }
  }

  /** Pushes Σ coefficient · index · size: from a local where a loop's head made one. */
  private terms(terms: Affine["terms"], size: number): void {
    if (terms.length === 0) return;
    const known = this.ofPrefix.get(prefixKey(terms, size));
    if (known !== undefined) return this.code.put("local.get", known);
    terms.forEach(({ index, coefficient }, i) => {
      this.term(this.code.localOf(index.id), coefficient * size);
      if (i > 0) this.code.put("i32.add");
    });
  }

  private term(local: number, factor: number): void {
    this.code.put("local.get", local);
    if (factor === 1) return;
    const power = Math.log2(factor);
    this.code.put("i32.const", Number.isInteger(power) ? power : factor);
    this.code.put(Number.isInteger(power) ? "i32.shl" : "i32.mul");
  }

  affine({ constant, terms }: Affine, size: number): void {
    this.terms(terms, size);
    if (constant === 0 && terms.length > 0) return;
    this.code.put("i32.const", constant * size);
    if (terms.length > 0) this.code.put("i32.add");
  }

  /** Pushes an address; gives the offset that goes into the instruction. */
  address(buffer: number, at: Address, size: number, push: (value: Value) => void): number {
    const place = this.buffers[buffer];
    if (place === undefined) throw new Bug(`no buffer ${buffer}`);
    const offset = place.offset + at.constant * size;
    this.terms(at.terms, size);
    let pushed = at.terms.length > 0;
    for (const { value, coefficient } of at.indirect) {
      push(value);
      this.code.put("i32.const", coefficient * size);
      this.code.put("i32.mul");
      if (pushed) this.code.put("i32.add");
      pushed = true;
    }
    if (!pushed) this.code.put("i32.const", 0);
    // The machine adds the offset to an unsigned address: one that may be negative takes it in first.
    if (!at.terms.some(({ coefficient }) => coefficient < 0) && offset >= 0) return offset;
    this.code.put("i32.const", offset);
    this.code.put("i32.add");
    return 0;
  }
}

function prefixKey(terms: Affine["terms"], size: number): string {
  return terms.map(({ index, coefficient }) => `${index.id}*${coefficient * size}`).join("+");
}
