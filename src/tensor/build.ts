/**
 * Makes graphs: every node is checked by its op's shape rule, simplified where that keeps the value exactly, and made once
 * (hash-consing; Filliâtre and Conchon 2006, "Type-safe modular hash-consing"), so that formulas may repeat themselves freely.
 */

import { Bug, invariant } from "../diagnostic/bug.ts";
import { at, sameList } from "./axes.ts";
import type { Builder, Tensor } from "./builder.ts";
import type {
  Dtype,
  FloatDtype,
  Graph,
  Node,
  NodeId,
  NodeOf,
  OpAttributes,
  OpName,
  Shape,
  Slot,
} from "./graph.ts";
import { keyOfNode } from "./node-key.ts";
import { Notation } from "./notation.ts";
import { ops } from "./ops/table.ts";
import { prune } from "./prune.ts";
import { simplify } from "./simplify.ts";
import { verify } from "./verify.ts";

/** An empty graph to write; `float` is the dtype of numbers made from nothing. */
export function createBuilder(float: FloatDtype): Builder {
  return new GraphBuilder(float);
}

class GraphBuilder extends Notation implements Builder {
  readonly float: FloatDtype;
  readonly inputs: Slot[] = [];
  readonly nodes: Node[] = [];
  readonly #tensors: Tensor[] = [];
  readonly #made = new Map<string, Tensor>();
  readonly #names = new Set<string>();

  constructor(float: FloatDtype) {
    super();
    this.float = float;
  }

  tensor(id: NodeId): Tensor {
    return at(this.#tensors, id);
  }

  input(name: string, shape: Shape, dtype: Dtype): Tensor {
    invariant(!this.#names.has(name), `two inputs are called ${name}`);
    this.#names.add(name);
    this.inputs.push({ name, shape, dtype });
    return this.#append("input", [], { index: this.inputs.length - 1, name, shape, dtype }, shape, dtype);
  }

  placeholder(shape: Shape, dtype: Dtype): Tensor {
    return this.#append("input", [], { index: -1, name: "placeholder", shape, dtype }, shape, dtype);
  }

  emit<P extends OpName>(op: P, operands: readonly Tensor[], attributes: OpAttributes[P]): Tensor {
    const key = keyOfNode(op, operands, attributes);
    const known = this.#made.get(key);
    if (known) return known;
    if (op === "input") throw new Bug("inputs are made by `input`");
    const { shape, dtype } = ops[op].type(operands, attributes);
    const simpler = simplify(this, op, { operands, attributes }, { shape, dtype });
    if (simpler) {
      invariant(
        sameList(simpler.shape, shape) && simpler.dtype === dtype,
        `simplifying ${op} changed its type`,
      );
    }
    const tensor = simpler ?? this.#append(op, operands, attributes, shape, dtype);
    this.#made.set(key, tensor);
    return tensor;
  }

  inline(graph: Graph, inputs: readonly Tensor[]): Tensor[] {
    const copies: Tensor[] = [];
    for (const node of graph.nodes) {
      if (node.op !== "input") {
        copies.push(
          this.emit(
            node.op,
            node.operands.map((id) => at(copies, id)),
            node.attributes,
          ),
        );
        continue;
      }
      const given = at(inputs, node.attributes.index);
      const fits = sameList(given.shape, node.shape) && given.dtype === node.dtype;
      invariant(fits, `the input ${node.attributes.name} is replaced by another type`);
      copies.push(given);
    }
    return graph.outputs.map((id) => at(copies, id));
  }

  finish(outputs: readonly Tensor[]): Graph {
    const graph = prune({
      inputs: [...this.inputs],
      nodes: this.nodes,
      outputs: outputs.map(({ id }) => id),
    });
    verify(graph);
    return graph;
  }

  #append<P extends OpName>(
    op: P,
    operands: readonly Tensor[],
    attributes: OpAttributes[P],
    shape: Shape,
    dtype: Dtype,
  ): Tensor {
    // A node of the kind P is a node, which the types do not see for a P not yet known.
    this.nodes.push({
      op,
      operands: operands.map(({ id }) => id),
      attributes,
      shape,
      dtype,
    } as NodeOf<P> as Node);
    const tensor = { id: this.nodes.length - 1, shape, dtype };
    this.#tensors.push(tensor);
    return tensor;
  }
}
