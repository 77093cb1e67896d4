/** The notation of the builder: a method for every op, in terms of `emit`. */

import { isIdentity, otherAxes, range } from "./axes.ts";
import type { Tensor } from "./builder.ts";
import { ElementwiseNotation } from "./elementwise-notation.ts";
import type { Dtype, Graph, OpAttributes, Shape } from "./graph.ts";

export abstract class Notation extends ElementwiseNotation {
  broadcast(x: Tensor, shape: Shape, axes: readonly number[]): Tensor {
    return this.emit("broadcast", [x], { shape, axes });
  }
  reshape(x: Tensor, shape: Shape): Tensor {
    return this.emit("reshape", [x], { shape });
  }
  transpose(x: Tensor, permutation: readonly number[]): Tensor {
    return isIdentity(permutation) && permutation.length === x.shape.length
      ? x
      : this.emit("transpose", [x], { permutation });
  }
  slice(x: Tensor, start: readonly number[], stop: readonly number[]): Tensor {
    return this.emit("slice", [x], { start, stop });
  }
  pad(x: Tensor, before: readonly number[], after: readonly number[]): Tensor {
    return this.emit("pad", [x], { before, after });
  }
  concat(parts: readonly Tensor[], axis: number): Tensor {
    return this.emit("concat", parts, { axis });
  }
  sum(x: Tensor, axes: readonly number[] = range(x.shape.length)): Tensor {
    return this.emit("sum", [x], { axes: axes.toSorted((i, j) => i - j) });
  }
  reduceMax(x: Tensor, axes: readonly number[] = range(x.shape.length)): Tensor {
    return this.emit("reduce_max", [x], { axes: axes.toSorted((i, j) => i - j) });
  }
  // m + log Σ exp(x − m), m the greatest where it is finite, else 0. m is held: it cancels in every derivative.
  logsumexp(x: Tensor, axes: readonly number[] = range(x.shape.length)): Tensor {
    const sorted = axes.toSorted((i, j) => i - j);
    const greatest = this.emit("reduce_max", [x], { axes: sorted, held: true });
    const shift = this.select(this.lt(this.abs(greatest), Infinity), greatest, 0);
    const shifted = this.sub(x, this.broadcast(shift, x.shape, otherAxes(x.shape.length, sorted)));
    return this.add(shift, this.log(this.sum(this.exp(shifted), sorted)));
  }
  dot(
    x: Tensor,
    y: Tensor,
    contract: OpAttributes["dot"]["contract"],
    batch: OpAttributes["dot"]["batch"] = [[], []],
  ): Tensor {
    return this.emit("dot", [x, y], { contract, batch });
  }
  gather(x: Tensor, indices: Tensor): Tensor {
    return this.emit("gather", [x, indices], {});
  }
  scatterAdd(indices: Tensor, updates: Tensor, rows: number): Tensor {
    return this.emit("scatter_add", [indices, updates], { rows });
  }
  random(
    kind: OpAttributes["random"]["kind"],
    key: Tensor,
    step: Tensor,
    stream: number,
    shape: Shape,
    dtype: Dtype = kind === "bits" ? "u32" : this.float,
  ): Tensor {
    return this.emit("random", [key, step], { kind, stream, shape, dtype });
  }
  cholesky(x: Tensor): Tensor {
    return this.emit("cholesky", [x], {});
  }
  triangularSolve(l: Tensor, b: Tensor, transposed = false): Tensor {
    return this.emit("triangular_solve", [l, b], { transposed });
  }
  scan(
    body: Graph,
    before: readonly Tensor[],
    inputs: readonly Tensor[],
    steps: number,
    reverse = false,
  ): Tensor {
    const lags = before.map(({ shape }) => shape[0] ?? 0);
    return this.emit("scan", [...before, ...inputs], { body, lags, steps, reverse });
  }
}
