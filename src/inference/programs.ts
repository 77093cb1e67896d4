/** The step program of any infer block, without data: what `hunch compile --emit graph` and its later stages print. */

import type { Infer } from "../check/program.ts";
import type { MethodName } from "../library/methods/table.ts";
import { rowCapacity } from "../model/density.ts";
import type { Model } from "../model/model.ts";
import type { Sizes } from "../shape/dimension.ts";
import type { Program } from "../tensor/program.ts";
import { layoutOf } from "./kernel/layout.ts";
import { informationProgram } from "./kernel/linear.ts";
import { stepProgram } from "./kernel/step.ts";
import { planMap } from "./methods/map.ts";
import { planVi } from "./methods/vi.ts";

type Maker = (model: Model, sizes: Sizes, infer: Infer) => Program;

const makers: { readonly [M in MethodName]: Maker | null } = {
  exact: (model, sizes) => informationProgram(model, sizes, layoutOf(model, sizes).size),
  map: (model, sizes, infer) => stepProgram(planMap(model, sizes, rowCapacity(model, sizes), infer)),
  vi: (model, sizes, infer) => stepProgram(planVi(model, sizes, rowCapacity(model, sizes), infer)),
  dropout: null,
  laplace: null,
  swag: null,
  ensemble: null,
  sgld: null,
  sghmc: null,
  hmc: null,
  nuts: null,
};

/** Null for methods that are not built. `sizes` gives every dimension a number; that of the rows is how many there are. */
export function buildStepProgram(model: Model, sizes: Sizes, infer: Infer): Program | null {
  const maker = Object.entries(makers).find(([name]) => name === infer.method.name)?.[1];
  return maker ? maker(model, sizes, infer) : null;
}
