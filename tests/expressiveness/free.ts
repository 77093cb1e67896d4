/** Declared values from unconstrained ones, and the log Jacobians, by the formulas of docs/reference/unconstrained.md in plain code. */

import type { Support } from "../../src/shape/support.ts";
import {
  add,
  at,
  type Complex,
  complex,
  exp,
  log,
  mul,
  sigmoid,
  softplus,
  sqrt,
  square,
  sub,
  sum,
  tanh,
} from "./plain.ts";

export interface Made {
  readonly x: readonly Complex[];
  readonly jacobian: Complex;
}

type List = readonly Complex[];

/** `width` is the size of the declared last dimension: the constrained vectors and matrices come one after another. */
export function made(support: Support, u: List, width: number): Made {
  switch (support.kind) {
    case "real":
      return { x: u, jacobian: complex(0) };
    case "positive":
      return { x: u.map(exp), jacobian: sum(u) };
    case "unit":
      return stretched(u, 0, 1);
    case "interval":
      return stretched(u, support.low, support.high);
    case "ordered":
      return batched(u, width, (list) => ordered(list, support.positive));
    case "simplex":
      return batched(u, width - 1, simplex);
    case "correlation":
      return batched(u, (width * (width - 1)) / 2, (list) => correlation(list, width));
    default:
      throw new Error(`${support.kind} is not in the table yet`);
  }
}

function batched(u: List, size: number, one: (list: List) => Made): Made {
  const parts = Array.from({ length: u.length / size }, (_, i) => one(u.slice(i * size, (i + 1) * size)));
  return { x: parts.flatMap(({ x }) => x), jacobian: sum(parts.map(({ jacobian }) => jacobian)) };
}

function stretched(u: List, low: number, high: number): Made {
  const x = u.map((each) => add(low, mul(high - low, sigmoid(each))));
  // log σ(u) + log σ(−u) + log (b − a)
  const logs = u.map((each) => sub(Math.log(high - low), add(softplus(each), softplus(mul(-1, each)))));
  return { x, jacobian: sum(logs) };
}

function ordered(u: List, positive: boolean): Made {
  const x: Complex[] = [];
  u.forEach((each, k) => {
    if (k === 0) x.push(positive ? exp(each) : each);
    else x.push(add(at(x, k - 1), exp(each)));
  });
  return { x, jacobian: sum(positive ? u : u.slice(1)) };
}

function simplex(u: List): Made {
  const w = u.map((each, j) => mul(1 / Math.sqrt((j + 1) * (j + 2)), each));
  const z = Array.from({ length: u.length + 1 }, (_, k) =>
    sub(sum(w.slice(k)), k === 0 ? 0 : mul(k, at(w, k - 1))),
  );
  const size = log(sum(z.map(exp)));
  const logs = z.map((each) => sub(each, size));
  return { x: logs.map(exp), jacobian: add(sum(logs), 0.5 * Math.log(z.length)) };
}

/** Row by row; partial correlations column by column. */
function correlation(u: List, size: number): Made {
  const lower: Complex[][] = Array.from({ length: size }, () => []);
  const left = Array.from({ length: size }, () => complex(1));
  const logs: Complex[] = [];
  let next = 0;
  for (let j = 0; j < size; j++) {
    lower[j]?.push(sqrt(at(left, j)));
    for (let i = j + 1; i < size; i++) {
      const z = tanh(at(u, next++));
      const rest = sub(1, square(z));
      lower[i]?.push(mul(z, sqrt(at(left, i))));
      left[i] = mul(at(left, i), rest);
      logs.push(mul((size - j) / 2, log(rest)));
    }
  }
  const x = lower.flatMap((row) =>
    lower.map((column) =>
      sum(row.flatMap((value, k) => (k < column.length ? [mul(value, at(column, k))] : []))),
    ),
  );
  return { x, jacobian: sum(logs) };
}
