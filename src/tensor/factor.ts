/**
 * Takes factors and terms that are one number for all elements out of elementwise products and sums, by the distributive law:
 * Σ s·x = s·Σ x, Σ (x + c) = Σ x + N·c, (s·x)(t·y) = st·(x·y). A likelihood's scale is then multiplied once a step, not once a row. Values change in
 * their last digits, so this is no part of `optimise`.
 */

import { at } from "./axes.ts";
import { createBuilder } from "./build.ts";
import type { Builder, Tensor } from "./builder.ts";
import { elements, type Graph, type Node, type NodeOf, type OpName } from "./graph.ts";

/** factor · core + term; factor and term are scalars, null for 1 and 0. */
interface Form {
  readonly core: Tensor;
  readonly factor: Tensor | null;
  readonly term: Tensor | null;
}

export function factor(graph: Graph): Graph {
  const b = createBuilder("f64"); // every constant of a graph has its own dtype
  const inputs = graph.inputs.map(({ name, shape, dtype }) => b.input(name, shape, dtype));
  const forms: Form[] = [];
  for (const node of graph.nodes) {
    const own = node.op === "input" ? plainForm(at(inputs, node.attributes.index)) : null;
    forms.push(own ?? rewritten(b, graph, node, forms) ?? plainForm(copied(b, node, forms)));
  }
  return b.finish(graph.outputs.map((id) => written(b, at(forms, id))));
}

function plainForm(core: Tensor): Form {
  return { core, factor: null, term: null };
}

/** The value itself, as one tensor. */
function written(b: Builder, { core, factor: by, term }: Form): Tensor {
  const product = by === null ? core : b.mul(core, b.broadcast(by, core.shape, []));
  return term === null ? product : b.add(product, b.broadcast(term, core.shape, []));
}

/** Without its term. */
function product(b: Builder, form: Form): Form {
  return form.term === null ? form : plainForm(written(b, form));
}

function copied(b: Builder, node: Node, forms: readonly Form[]): Tensor {
  const operands = node.operands.map((id) => written(b, at(forms, id)));
  return b.emit(node.op, operands, node.attributes);
}

/** The one number that all elements of a node are; null where they may differ. */
function uniform(b: Builder, graph: Graph, id: number, forms: readonly Form[]): Tensor | null {
  const node = at(graph.nodes, id);
  if (node.op === "constant") return b.constant(node.attributes.value, [], node.dtype);
  const [below] = node.operands;
  if (node.op !== "broadcast" || below === undefined) return null;
  return at(graph.nodes, below).shape.length === 0 ? written(b, at(forms, below)) : null;
}

/** A node's form where a rule applies to it; null where it is copied as it stands. */
function rewritten(b: Builder, graph: Graph, node: Node, forms: readonly Form[]): Form | null {
  if (node.dtype !== "f64" || node.shape.length === 0) {
    return node.op === "sum" && node.dtype === "f64" ? summed(b, graph, node, forms) : null;
  }
  const ids = node.operands;
  const form = (place: number): Form => at(forms, at(ids, place));
  const same = (place: number): Tensor | null => uniform(b, graph, at(ids, place), forms);
  switch (node.op) {
    case "neg":
      return scaled(b, form(0), b.constant(-1, []));
    case "mul": {
      const [left, right] = [same(0), same(1)];
      if (left !== null && right !== null) return null;
      if (right !== null) return scaled(b, form(0), right);
      if (left !== null) return scaled(b, form(1), left);
      const [x, y] = [product(b, form(0)), product(b, form(1))];
      return { core: b.mul(x.core, y.core), factor: times(b, x.factor, y.factor), term: null };
    }
    case "square": {
      const x = product(b, form(0));
      return { core: b.square(x.core), factor: times(b, x.factor, x.factor), term: null };
    }
    case "div": {
      const by = same(1);
      return by === null || same(0) !== null ? null : scaled(b, form(0), b.reciprocal(by));
    }
    case "add":
    case "sub":
      return added(b, node.op === "sub" ? -1 : 1, [form(0), form(1)], [same(0), same(1)]);
    case "sum":
      return summed(b, graph, node, forms);
    // What repeats elements (broadcast, gather) takes the value as it is: fewer of them are multiplied.
    case "reshape":
    case "transpose":
    case "slice":
      return { ...form(0), core: b.emit(node.op, [form(0).core], node.attributes) };
    case "dot": {
      const [x, y] = [product(b, form(0)), product(b, form(1))];
      const core = b.emit("dot", [x.core, y.core], node.attributes);
      return { core, factor: times(b, x.factor, y.factor), term: null };
    }
    case "scatter_add": {
      const updates = product(b, form(1));
      return { ...updates, core: b.scatterAdd(form(0).core, updates.core, node.attributes.rows) };
    }
    default:
      return null;
  }
}

/** s·(f·x + c) = sf·x + sc */
function scaled(b: Builder, { core, factor: by, term }: Form, s: Tensor): Form {
  return { core, factor: times(b, by, s), term: term === null ? null : b.mul(term, s) };
}

function times(b: Builder, x: Tensor | null, y: Tensor | null): Tensor | null {
  if (x === null || y === null) return x ?? y;
  return b.mul(x, y);
}

/** x ± y where one of them is one number, or both have one factor. */
function added(
  b: Builder,
  sign: 1 | -1,
  [x, y]: readonly [Form, Form],
  [left, right]: readonly [Tensor | null, Tensor | null],
): Form | null {
  const turned = (form: Form): Form => (sign === 1 ? form : scaled(b, form, b.constant(-1, [])));
  const plus = (term: Tensor | null, more: Tensor): Tensor => (term === null ? more : b.add(term, more));
  if (left !== null && right !== null) return null;
  if (right !== null) return { ...x, term: plus(x.term, sign === 1 ? right : b.neg(right)) };
  if (left !== null) return { ...turned(y), term: plus(turned(y).term, left) };
  if (x.factor === null || x.factor.id !== y.factor?.id || x.term !== null || y.term !== null) return null;
  return { ...x, core: sign === 1 ? b.add(x.core, y.core) : b.sub(x.core, y.core) };
}

/** Σ (f·x + c) = f·Σ x + N·c */
function summed(
  b: Builder,
  graph: Graph,
  node: NodeOf<OpName> & { readonly op: "sum" },
  forms: readonly Form[],
): Form {
  const [operand = 0] = node.operands;
  const { core, factor: by, term } = at(forms, operand);
  const count = elements(at(graph.nodes, operand).shape) / Math.max(1, elements(node.shape));
  const form = {
    core: b.sum(core, node.attributes.axes),
    factor: by,
    term: term === null ? null : b.mul(count, term),
  };
  return node.shape.length === 0 ? plainForm(written(b, form)) : form;
}
