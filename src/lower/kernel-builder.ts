/**
 * Writes kernels: equal values are made once, and each stands in the outermost loop where its operands exist, so
 * invariants leave loops by themselves.
 */

import { Bug } from "../diagnostic/bug.ts";
import { constantAffine, depthOfAffine, keyOfAffine } from "./affine.ts";
import { maskOf } from "./elements.ts";
import type {
  Address,
  Affine,
  BinaryOp,
  Element,
  Kernel,
  Lanes,
  LoopIndex,
  Recipe,
  ShiftOp,
  Statement,
  UnaryOp,
  Value,
  Variable,
} from "./loop-program.ts";

/** A plain number takes the element and lanes of its fellow operand. */
export type Operand = Value | number;

interface Scope {
  readonly statements: Statement[];
  readonly made: Map<string, Value>;
}

export class KernelBuilder {
  private readonly scopes: Scope[] = [{ statements: [], made: new Map() }];
  private count = 0;
  private turns = 1;
  private cost = 0;

  finish(name: string): Kernel {
    return { name, body: this.scope(0).statements, cost: this.cost };
  }

  // Loops and effects.

  loop(
    start: Affine,
    end: Affine,
    step: number,
    body: (index: LoopIndex) => void,
    options: { parallel?: boolean; turns?: number } = {},
  ): void {
    const index: LoopIndex = { id: this.count++, depth: this.scopes.length };
    const inner: Scope = { statements: [], made: new Map() };
    const outerTurns = this.turns;
    const turns = options.turns ?? Math.ceil((end.constant - start.constant) / step);
    this.turns *= Math.max(turns, 0);
    this.scopes.push(inner);
    body(index);
    this.scopes.pop();
    this.turns = outerTurns;
    this.effect({
      kind: "loop",
      index,
      start,
      end,
      step,
      parallel: options.parallel ?? false,
      body: inner.statements,
    });
  }

  /** A loop from 0. */
  times(extent: number, step: number, body: (index: LoopIndex) => void): void {
    this.loop(constantAffine(0), constantAffine(extent), step, body);
  }

  variable(initial: Value): Variable {
    const variable: Variable = { id: this.count++, element: initial.element, lanes: initial.lanes };
    this.effect({ kind: "variable", variable, initial });
    return variable;
  }

  assign(variable: Variable, value: Value): void {
    this.effect({ kind: "assign", variable, value });
  }

  /** The variable's present value. */
  read(variable: Variable): Value {
    return this.place({ kind: "read", variable }, variable.element, variable.lanes, this.scopes.length - 1);
  }

  store(buffer: number, at: Address, value: Value, active: number = value.lanes): void {
    this.effect({ kind: "store", buffer, at, value, active });
  }

  // Values.

  constant(element: Element, lanes: Lanes, value: number | bigint): Value {
    const wide = element === "i64" ? BigInt(value) : value;
    const shown = Object.is(wide, -0) ? "-0" : String(wide);
    return this.make({ kind: "constant", value: wide }, element, lanes, `c${shown}`, 0);
  }

  /** A number in the element and lanes of another value. */
  like(value: number | bigint, fellow: Value): Value {
    return this.constant(fellow.element, fellow.lanes, value);
  }

  ramp(lanes: Lanes): Value {
    return this.make({ kind: "ramp" }, "i32", lanes, "ramp", 0);
  }

  prefix(element: Element, lanes: Lanes, active: number): Value {
    return this.make({ kind: "prefix", active }, maskOf[element], lanes, `prefix${active}`, 0);
  }

  affine(at: Affine): Value {
    return this.make({ kind: "affine", at }, "i32", 1, `@${keyOfAffine(at)}`, depthOfAffine(at));
  }

  /** `pinned` loads see the stores before them; others may move out of loops and be shared. */
  load(buffer: number, element: Element, lanes: Lanes, at: Address, pinned = false): Value {
    const recipe: Recipe = { kind: "load", buffer, at };
    if (pinned) return this.place(recipe, element, lanes, this.scopes.length - 1);
    const indirect = at.indirect.map((term) => `${term.value.id}*${term.coefficient}`).join("+");
    const depth = Math.max(depthOfAffine(at), ...at.indirect.map((term) => term.value.depth));
    return this.make(recipe, element, lanes, `load${buffer}@${keyOfAffine(at)}~${indirect}`, depth);
  }

  unary(op: UnaryOp, x: Value, element: Element = x.element, lanes: Lanes = x.lanes): Value {
    return this.make({ kind: "unary", op, x }, element, lanes, `${op} ${x.id}`, x.depth);
  }

  binary(op: BinaryOp, a: Operand, b: Operand): Value {
    const [x, y] = this.pair(a, b);
    const comparison = op === "eq" || op === "lt" || op === "le" || op === "lt_u" || op === "le_u";
    const element = comparison ? maskOf[x.element] : op === "demote_pair" ? "f32" : x.element;
    const lanes = op === "demote_pair" ? 4 : x.lanes;
    return this.make(
      { kind: "binary", op, x, y },
      element,
      lanes,
      `${op} ${x.id} ${y.id}`,
      Math.max(x.depth, y.depth),
    );
  }

  shift(op: ShiftOp, x: Value, amount: number): Value {
    return this.make({ kind: "shift", op, x, amount }, x.element, x.lanes, `${op}${amount} ${x.id}`, x.depth);
  }

  select(condition: Value, a: Operand, b: Operand): Value {
    const [x, y] = this.pair(a, b);
    const wanted = maskOf[x.element];
    const mask = condition.element === wanted ? condition : this.unary("mask", condition, wanted);
    const key = `select ${mask.id} ${x.id} ${y.id}`;
    const depth = Math.max(mask.depth, x.depth, y.depth);
    return this.make({ kind: "select", condition: mask, x, y }, x.element, x.lanes, key, depth);
  }

  /** a·b + c */
  fma(a: Operand, b: Operand, c: Operand): Value {
    const fellow = [a, b, c].find((operand) => typeof operand !== "number");
    if (fellow === undefined) throw new Bug("fma of three numbers");
    const [x, y, z] = [a, b, c].map((operand) => this.operand(operand, fellow)) as [Value, Value, Value];
    const key = `fma ${x.id} ${y.id} ${z.id}`;
    const depth = Math.max(x.depth, y.depth, z.depth);
    return this.make({ kind: "fma", x, y, z }, x.element, x.lanes, key, depth);
  }

  splat(x: Value, lanes: Lanes): Value {
    if (lanes === 1) return x;
    return this.make({ kind: "splat", x }, x.element, lanes, `splat ${x.id}`, x.depth);
  }

  pack(parts: readonly Value[], lanes: Lanes): Value {
    const first = parts[0];
    if (first === undefined) throw new Bug("a vector of nothing");
    const depth = Math.max(...parts.map((part) => part.depth));
    const key = `pack ${parts.map((part) => part.id).join(" ")}`;
    return this.make({ kind: "pack", parts }, first.element, lanes, key, depth);
  }

  extract(x: Value, lane: number): Value {
    if (x.lanes === 1) return x;
    return this.make({ kind: "extract", x, lane }, x.element, 1, `extract${lane} ${x.id}`, x.depth);
  }

  add = (a: Operand, b: Operand): Value => this.binary("add", a, b);
  sub = (a: Operand, b: Operand): Value => this.binary("sub", a, b);
  mul = (a: Operand, b: Operand): Value => this.binary("mul", a, b);
  div = (a: Operand, b: Operand): Value => this.binary("div", a, b);
  min = (a: Operand, b: Operand): Value => this.binary("min", a, b);
  max = (a: Operand, b: Operand): Value => this.binary("max", a, b);
  and = (a: Operand, b: Operand): Value => this.binary("and", a, b);
  or = (a: Operand, b: Operand): Value => this.binary("or", a, b);
  xor = (a: Operand, b: Operand): Value => this.binary("xor", a, b);
  eq = (a: Operand, b: Operand): Value => this.binary("eq", a, b);
  lt = (a: Operand, b: Operand): Value => this.binary("lt", a, b);
  le = (a: Operand, b: Operand): Value => this.binary("le", a, b);
  neg = (x: Value): Value => this.unary("neg", x);
  abs = (x: Value): Value => this.unary("abs", x);
  sqrt = (x: Value): Value => this.unary("sqrt", x);
  floor = (x: Value): Value => this.unary("floor", x);
  not = (x: Value): Value => this.unary("not", x);
  convert = (x: Value, to: Element): Value => this.unary("convert", x, to);
  bits = (x: Value): Value => this.unary("reinterpret", x, x.element === "f64" ? "i64" : "i32");
  float = (x: Value): Value => this.unary("reinterpret", x, x.element === "i64" ? "f64" : "f32");

  /** Where the last loop's statements go. */
  private scope(depth: number): Scope {
    const scope = this.scopes[depth];
    if (scope === undefined) throw new Bug(`a value of depth ${depth} outside its loop`);
    return scope;
  }

  private effect(statement: Statement): void {
    this.scope(this.scopes.length - 1).statements.push(statement);
  }

  private operand(operand: Operand, fellow: Value): Value {
    return typeof operand === "number" ? this.like(operand, fellow) : operand;
  }

  private pair(a: Operand, b: Operand): readonly [Value, Value] {
    if (typeof a !== "number") return [a, this.operand(b, a)];
    if (typeof b !== "number") return [this.like(a, b), b];
    throw new Bug("an operation on two plain numbers");
  }

  private make(recipe: Recipe, element: Element, lanes: Lanes, key: string, depth: number): Value {
    const whole = `${key}:${element}x${lanes}`;
    const scope = this.scope(depth);
    const known = scope.made.get(whole);
    if (known !== undefined) return known;
    const value = this.place(recipe, element, lanes, depth);
    scope.made.set(whole, value);
    return value;
  }

  private place(recipe: Recipe, element: Element, lanes: Lanes, depth: number): Value {
    const value: Value = { id: this.count++, element, lanes, recipe, depth };
    this.scope(depth).statements.push({ kind: "let", value });
    this.cost += depth === this.scopes.length - 1 ? this.turns : 1;
    return value;
  }
}
