/**
 * A mixture of as many components as a dimension has labels: one distribution, its parameters and the weights having an axis of
 * components last. In plain numbers, where a size is known, each component's parameters have their place behind the name.
 */

import type { Builder, Tensor } from "../tensor/builder.ts";
import { partOf } from "./combinator.ts";
import type { Arguments, Distribution, Values } from "./distribution.ts";
import { pick } from "./rows.ts";
import { along, lastOf, leadingAxes, repeatLast } from "./vectors.ts";

/** The name of a parameter of the component at this place, from 0. */
export function componentName(parameter: string, place: number): string {
  return `${parameter}[${place}]`;
}

/** `d` with the prefix of the only part of a mixture. */
export function mixedOver(d: Distribution): Distribution {
  const weightOf = (p: Arguments): Tensor => pick(partOf(p, "1"), "weight").weight;
  const own = (p: Arguments): Arguments => partOf(partOf(p, "1"), d.name);
  const { mean, variance } = d;
  return {
    name: "mixture",
    doc: `a mixture of ${d.name}`,
    support: d.support,
    signatures: [],
    // log p(x) = log Σₖ wₖ d(x | θₖ)
    logDensity: (b, x, p) => {
      const weight = weightOf(p);
      const shape = [...x.shape, lastOf(weight)];
      const axis = x.shape.length;
      const wide = b.broadcast(x, shape, leadingAxes(x, 0));
      const terms = b.add(b.log(widened(b, weight, shape)), d.logDensity(b, wide, own(p)));
      const inside = b.gt(b.reduceMax(terms, [axis]), -Infinity);
      const safe = b.select(repeatLast(b, inside, lastOf(weight)), terms, 0);
      return b.select(inside, b.logsumexp(safe, [axis]), -Infinity);
    },
    // Every component draws; the one is taken in whose share of the weights u falls.
    sample: (b, noise, p) => {
      const weight = weightOf(p);
      const count = lastOf(weight);
      const axis = weight.shape.length - 1;
      const parameters = Object.entries(own(p)).map(([name, value]) => [
        name,
        widened(b, value, weight.shape),
      ]);
      const draws = d.sample(b, noise, Object.fromEntries(parameters) as Arguments);
      const u = repeatLast(b, noise.uniform(weight.shape.slice(0, -1)), count);
      const reached = along(b, weight, count, (row, column) => (column <= row ? 1 : 0));
      const before = along(b, weight, count, (row, column) => (column < row ? 1 : 0));
      const last = b.eq(b.iota(weight.shape, axis, "i32"), count - 1);
      const chosen = b.and(b.ge(u, before), b.or(last, b.lt(u, reached)));
      return b.sum(b.select(chosen, draws, 0), [axis]);
    },
    reparameterised: false,
    mean: mean && ((b, p) => averaged(b, weightOf(p), mean(b, own(p)))),
    // Σ wₖ (σₖ² + (μₖ − μ)²): the law of total variance
    variance:
      mean &&
      variance &&
      ((b, p) => {
        const weight = weightOf(p);
        const each = widened(b, mean(b, own(p)), weight.shape);
        const away = b.sub(each, repeatLast(b, averaged(b, weight, each), lastOf(weight)));
        return averaged(b, weight, b.add(variance(b, own(p)), b.square(away)));
      }),
    cdf: (x, p) => {
      let sum = 0;
      for (let place = 0; p[componentName("1.weight", place)] !== undefined; place += 1) {
        const values = partOf(partOf(componentOf(p, place), "1"), d.name);
        sum += (p[componentName("1.weight", place)] ?? 0) * (d.cdf?.(x, values) ?? Number.NaN);
      }
      return sum;
    },
    example: {},
  };
}

/** Parameters of one component by their plain names. */
function componentOf(p: Values, place: number): Values {
  const end = componentName("", place);
  return Object.fromEntries(
    Object.entries(p).flatMap(([name, value]) =>
      name.endsWith(end) ? [[name.slice(0, -end.length), value] as const] : [],
    ),
  );
}

/** Σ wₖ xₖ */
function averaged(b: Builder, weight: Tensor, x: Tensor): Tensor {
  return b.sum(b.mul(weight, x), [weight.shape.length - 1]);
}

/** A scalar, or one value a component, at the full shape. */
function widened(b: Builder, x: Tensor, shape: readonly number[]): Tensor {
  if (x.shape.length === shape.length) return x;
  return b.broadcast(x, shape, x.shape.length === 0 ? [] : [shape.length - 1]);
}
