/** A distribution's call, its arguments evaluated and spread to the value's dimensions. */

import type { DistributionCall } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Arguments, Parameter } from "../library/distribution.ts";
import { without } from "../shape/align.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import { isFloat } from "../shape/dtype.ts";
import type { ValueType } from "../shape/support.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { evaluate } from "./evaluate.ts";
import { type Environment, type Named, permute, spread, spreadUnlessScalar } from "./named.ts";

/** The arguments for a value of this type. With `"spread"` scalars are repeated too. */
export function callArguments(
  b: Builder,
  call: DistributionCall,
  value: ValueType,
  sizes: Sizes,
  env: Environment,
  scalars: "keep" | "spread" = "keep",
): Arguments {
  const entries = call.signature.parameters.map((parameter): readonly [string, Tensor] => {
    const expr = call.arguments[parameter.name];
    if (expr === undefined) throw new Bug(`${call.distribution.name} was called without ${parameter.name}`);
    const argument = asFloat(b, evaluate(b, expr, sizes, env));
    const wanted = wantedOf(call, parameter, argument, value);
    // One matrix for all vectors is factorised once.
    const shared = wanted.slice(value.dimensions.length - 1);
    if (parameter.spans === "matrix" && argument.dimensions.length === 2) {
      return [parameter.name, permute(b, argument, shared).tensor];
    }
    const place = scalars === "spread" ? spread : spreadUnlessScalar;
    return [parameter.name, place(b, argument, wanted, sizes)];
  });
  return Object.fromEntries(entries);
}

/** The dimensions of a parameter, where all of them are spread. */
function wantedOf(
  { distribution }: DistributionCall,
  parameter: Parameter,
  argument: Named,
  { support, dimensions }: ValueType,
): readonly Dimension[] {
  if (parameter.spans === "each") return dimensions.slice(0, dimensions.length - (distribution.event ?? 0));
  if (parameter.components !== undefined) return [...dimensions, parameter.components];
  if (parameter.spans === undefined)
    return [...dimensions, ...eventOf(parameter, argument, { support, dimensions })];
  const [prime] = without(argument.dimensions, dimensions);
  if (prime === undefined) throw new Bug(`${parameter.name} is a matrix over a dimension and its prime`);
  return [...dimensions, prime];
}

/** The dimension that an event parameter has and its value lacks: the labels' own, where it is there. */
function eventOf(parameter: Parameter, argument: Named, value: ValueType): readonly Dimension[] {
  if (parameter.event !== true) return [];
  const labels = value.support.kind === "label" ? value.support.dimension : null;
  if (labels !== null && argument.dimensions.includes(labels)) return [labels];
  const [event, ...others] = without(argument.dimensions, value.dimensions);
  if (event === undefined || others.length > 0)
    throw new Bug(`${parameter.name} has one dimension more than its value`);
  return [event];
}

function asFloat(b: Builder, value: Named): Named {
  return isFloat(value.tensor.dtype) ? value : { ...value, tensor: b.cast(value.tensor, b.float) };
}
