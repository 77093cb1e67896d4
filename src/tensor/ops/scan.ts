/**
 * Recurrences as one op, in the manner of jax's `lax.scan` but of one elementwise body. Its Jacobian is then diagonal, so the coefficients of its
 * derivative are worked out for all steps at once, outside, and what is left of the derivative is a linear recurrence: forward
 * mode is a scan, reverse mode a scan from the last step to the first (backpropagation through time, Werbos 1990).
 */

import { invariant } from "../../diagnostic/bug.ts";
import { isFloat } from "../../shape/dtype.ts";
import { at, range, sameList } from "../axes.ts";
import type { Builder, Tensor } from "../builder.ts";
import { elements, type Graph, type Node, type OpAttributes, type Shape } from "../graph.ts";
import { operand, spread, type Op, type Type } from "./op.ts";
import { checkBody, lift, partial, push, stepOf, zeros } from "./scan-body.ts";

/** The axes of one step. */
function restOf(operands: readonly Type[], { lags }: OpAttributes["scan"]): Shape {
  invariant(lags.length > 0, "a scan looks back");
  return operand(operands, 0).shape.slice(1);
}

/** What each step reads at a lag: y with the rows before it, or after it, moved. */
function lagged(b: Builder, y: Tensor, edge: Tensor, lag: number, reverse: boolean): Tensor {
  const whole = b.concat(reverse ? [y, edge] : [edge, y], 0);
  const from = reverse ? lag : 0;
  const steps = operand(y.shape, 0);
  return b.slice(
    whole,
    whole.shape.map((_, axis) => (axis === 0 ? from : 0)),
    whole.shape.map((size, axis) => (axis === 0 ? from + steps : size)),
  );
}

/** Rows from one to another. */
function rows(b: Builder, x: Tensor, from: number, to: number): Tensor {
  return b.slice(
    x,
    x.shape.map((_, axis) => (axis === 0 ? from : 0)),
    x.shape.map((size, axis) => (axis === 0 ? to : size)),
  );
}

/** Zeros before and after the rows. */
function padRows(b: Builder, x: Tensor, before: number, after: number): Tensor {
  const pad = (count: number) => x.shape.map((_, axis) => (axis === 0 ? count : 0));
  return b.pad(x, pad(before), pad(after));
}

/** r + Σ aᵢ · (the i-th lagged value), of one dtype: what every derivative of a scan is. */
function linearBody(count: number, dtype: Type["dtype"]): Graph {
  const inputs = range(2 * count + 1).map((i) => ({ name: `x${i}`, shape: [], dtype }));
  const nodes: Node[] = inputs.map((slot, index) => ({
    op: "input",
    operands: [],
    attributes: { index, ...slot },
    shape: [],
    dtype,
  }));
  let sum = 2 * count;
  for (let i = 0; i < count; i++) {
    nodes.push({ op: "mul", operands: [count + i, i], attributes: {}, shape: [], dtype });
    nodes.push({ op: "add", operands: [nodes.length - 1, sum], attributes: {}, shape: [], dtype });
    sum = nodes.length - 1;
  }
  return { inputs, nodes, outputs: [sum] };
}

/** y_t = r_t + Σ aᵢ_t y_{t∓lagᵢ}. */
function linearScan(
  b: Builder,
  edges: readonly Tensor[],
  coefficients: readonly Tensor[],
  rest: Tensor,
  reverse: boolean,
): Tensor {
  const body = linearBody(edges.length, rest.dtype);
  return b.scan(body, edges, [...coefficients, rest], operand(rest.shape, 0), reverse);
}

export const scanOps: { readonly scan: Op<"scan"> } = {
  scan: {
    type: (operands, attributes) => {
      const { body, lags, steps } = attributes;
      const rest = restOf(operands, attributes);
      checkBody(body, operands);
      operands.forEach(({ shape }, i) =>
        invariant(
          sameList(shape, [lags[i] ?? steps, ...rest]),
          `operand ${i} of a scan is [${shape.join(", ")}]`,
        ),
      );
      const { dtype } = at(body.nodes, at(body.outputs, 0));
      invariant(isFloat(dtype), "a scan is of floats");
      lags.forEach((lag, i) =>
        invariant(lag >= 1 && operand(operands, i).dtype === dtype, "a scan looks back at itself"),
      );
      return { shape: [steps, ...rest], dtype };
    },
    value: (operands, { body, lags, steps, reverse }, _types, { shape }) => {
      const width = elements(shape.slice(1));
      const result = new Float64Array(steps * width);
      const row = (x: Float64Array, t: number) => x.subarray(t * width, (t + 1) * width);
      for (let step = 0; step < steps; step++) {
        const t = reverse ? steps - 1 - step : step;
        const given = operands.map((x, i) => {
          const lag = lags[i];
          if (lag === undefined) return row(x, t);
          if (step >= lag) return row(result, reverse ? t + lag : t - lag);
          return row(x, reverse ? lag - 1 - step : step);
        });
        row(result, t).set(stepOf(body, given, width));
      }
      return result;
    },
    // y′_t = Σ ∂f/∂y_{t−l} y′_{t−l} + Σ ∂f/∂x x′_t
    tangent: (b, { operands, attributes: { body, lags, reverse } }, y, tangents) => {
      const inputs = operands.map((x, i) => {
        const lag = lags[i];
        return lag === undefined ? x : lagged(b, y, x, lag, reverse);
      });
      const lifted = lift(b, body, inputs, y.shape);
      const edges = lags.map((_, i) => tangents[i] ?? zeros(b, operand(operands, i)));
      const seeds = tangents.map((tangent, i) => (i < lags.length ? null : tangent));
      const moved = push(b, body, lifted, seeds) ?? zeros(b, y);
      const coefficients = lags.map((_, i) => partial(b, body, lifted, i, y));
      return linearScan(b, edges, coefficients, moved, reverse);
    },
    // Of a linear body: λ_t = ȳ_t + Σ a_{t+l} λ_{t+l}, from the last step to the first; x̄_t = ∂f/∂x λ_t.
    transpose: (b, { operands, attributes: { body, lags, steps, reverse } }, ct, linear) => {
      const inputs = operands.map((x, i) =>
        i < lags.length ? zeros(b, ct) : linear[i] === true ? zeros(b, x) : x,
      );
      const lifted = lift(b, body, inputs, ct.shape);
      const coefficients = lags.map((_, i) => partial(b, body, lifted, i, ct));
      const moved = coefficients.map((a, i) => {
        const lag = Math.min(operand(lags, i), steps);
        return reverse
          ? padRows(b, rows(b, a, 0, steps - lag), lag, 0)
          : padRows(b, rows(b, a, lag, steps), 0, lag);
      });
      const edges = lags.map((_, i) => zeros(b, operand(operands, i)));
      const adjoint = linearScan(b, edges, moved, ct, !reverse);
      return operands.map((_, i) => {
        if (linear[i] !== true) return null;
        const lag = lags[i];
        if (lag === undefined) return b.mul(partial(b, body, lifted, i, ct), adjoint);
        const reached = b.mul(operand(coefficients, i), adjoint);
        const [count, beyond] = [Math.min(lag, steps), Math.max(lag - steps, 0)];
        return reverse
          ? padRows(b, rows(b, reached, steps - count, steps), beyond, 0)
          : padRows(b, rows(b, reached, 0, count), 0, beyond);
      });
    },
    // Members stand behind the rows, and are elements of the rest.
    batch: (b, { operands, attributes }, batched, size) => {
      const rank = operand(operands, 0).shape.length + (batched[0] === true ? 0 : 1);
      const order = [1, 0, ...range(rank).slice(2)];
      const members = operands.map((x, i) => b.transpose(spread(b, x, batched[i] === true, size), order));
      return b.transpose(b.emit("scan", members, attributes), order);
    },
    simplify: null,
    elementwise: false,
  },
};
