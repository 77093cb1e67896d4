/** The posterior in closed form, family by family: normals that are linear in normals, their variance known or unknown, and conjugate pairs. */

import { diagnose, failure, success } from "../../diagnostic/diagnostic.ts";
import { Bug } from "../../diagnostic/bug.ts";
import { rowCapacity } from "../../model/density.ts";
import { submodel } from "../../model/family.ts";
import type { Family, Model } from "../../model/model.ts";
import type { Approximation, NormalGroup } from "../../posterior/posterior.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { bytesOf } from "../../shape/dtype.ts";
import { lgamma } from "../../tensor/special/lgamma.ts";
import { blockCapacity } from "../kernel/blocks.ts";
import type { Parameters } from "../kernel/conjugate-update.ts";
import { elementwisePrograms, solveElementwise } from "../kernel/elementwise.ts";
import {
  linearPrograms,
  type LinearSolution,
  normalScalars,
  solveLinear,
} from "../kernel/linear-solution.ts";
import { found } from "../kernel/lists.ts";
import { LogJoint } from "../kernel/log-joint.ts";
import { dataElements } from "../kernel/memory.ts";
import { priorParameters } from "../kernel/prior-parameters.ts";
import type { Method, Task } from "../method.ts";

/** The posterior from blocks of at most `most` rows; how they are cut changes nothing but rounding. */
export function exactInBlocks(most: number): Method["fit"] {
  return async (task) => {
    const answers: Answer[] = [];
    for (const family of familiesOf(task.model)) {
      answers.push(await answerOf({ ...task, model: submodel(task.model, family) }, family, most));
    }
    const groups = answers.flatMap(({ group }) => (group === null ? [] : [group]));
    const parameters = new Map(answers.flatMap((answer) => [...answer.parameters]));
    const logEvidence = answers.reduce((sum, answer) => sum + answer.logEvidence, 0);
    const numbers = [
      ...groups.flatMap(({ mean }) => [...mean]),
      ...[...parameters.values()].flatMap((each) => Object.values(each).flatMap((values) => [...values])),
    ];
    if (![logEvidence, ...numbers].every(Number.isFinite)) {
      const what = "its precision is not a positive definite matrix of finite numbers";
      const help = "look for a standard deviation of zero, and for data of very different sizes";
      return failure(diagnose("H0705", { what }, { at: task.infer.span, help }));
    }
    task.report({ step: 1, steps: 1, objective: { name: "log_evidence", value: logEvidence } });
    return success({
      approximation: approximationOf(task.model, groups, parameters),
      objective: { log_evidence: logEvidence },
      complete: true,
      compileSeconds: answers.reduce((sum, answer) => sum + answer.compileSeconds, 0),
    });
  };
}

export const exact: Method = {
  fit: exactInBlocks(Infinity),
  programs: (model, sizes) =>
    familiesOf(model).flatMap((family) => {
      const own = submodel(model, family);
      const capacity = blockCapacity(own, sizes, rowCapacity(own, sizes), normalScalars(own, sizes));
      if (family.kind === "known") return [];
      return (family.kind === "normal" ? linearPrograms : elementwisePrograms)(own, sizes, capacity);
    }),
  // Information, its factor and the covariance, and a copy; the data and the design of one block.
  memory: (model, sizes) =>
    familiesOf(model).reduce((most, family) => Math.max(most, bytes(model, sizes, family)), 0),
};

function bytes(model: Model, sizes: Sizes, family: Family): number {
  const own = submodel(model, family);
  const size = family.kind === "normal" ? normalScalars(own, sizes) : 0;
  const design = 3 * blockCapacity(own, sizes, rowCapacity(own, sizes), size) * size;
  return bytesOf.f64 * (4 * size ** 2 + dataElements(own, sizes) + design);
}

/** A linear-Gaussian model is one family, or nothing unknown. */
function familiesOf(model: Model): readonly Family[] {
  const { conjugacy } = model;
  if (conjugacy.kind === "none") throw new Bug("the pipeline let a model pass that has no closed form");
  if (conjugacy.kind === "conjugate") return conjugacy.families;
  const responses = model.observations.map(({ response }) => response.name);
  const sites = model.sites.map(({ name }) => name);
  return [
    sites.length === 0 ? { kind: "known", responses } : { kind: "normal", sites, scale: null, responses },
  ];
}

interface Answer {
  readonly group: NormalGroup | null;
  readonly parameters: ReadonlyMap<string, Parameters>;
  readonly logEvidence: number;
  readonly compileSeconds: number;
}

async function answerOf(task: Task, family: Family, most: number): Promise<Answer> {
  switch (family.kind) {
    case "known": {
      // Without latents the evidence is the likelihood.
      const joint = await LogJoint.compile(task, task.bound.facts.sizes);
      const { value } = await joint.at(new Float64Array(0));
      joint.dispose();
      return { group: null, parameters: new Map(), logEvidence: value, compileSeconds: 0 };
    }
    case "elementwise":
      return { group: null, ...(await solveElementwise(task, most)) };
    case "normal": {
      const solution = await solveLinear(task, most);
      const { mean, covariance, compileSeconds } = solution;
      const group = { sites: family.sites, scale: family.scale, mean, covariance };
      if (family.scale === null)
        return { group, parameters: new Map(), logEvidence: normalEvidence(solution), compileSeconds };
      const prior = found(await priorParameters(task), family.scale);
      const { posterior, logEvidence } = scaleAnswer(prior, solution);
      return { group, parameters: new Map([[family.scale, posterior]]), logEvidence, compileSeconds };
    }
  }
}

// log p(y) = −½ (n log 2π + log |Σ| + log |Λ| + |r − A ẑ|² + |ẑ|²)
function normalEvidence({ count, logDeterminants, squares }: LinearSolution): number {
  return -0.5 * (count * Math.log(2 * Math.PI) + logDeterminants + squares);
}

/**
 * The normal–inverse-gamma posterior (Bishop, section 3.3 and exercise 3.12–3.13): with a, b of the variance's prior, or of the precision's, and
 * Q = |r − A ẑ|² + |ẑ|² at a variance of one, aₙ = a + n/2, bₙ = b + Q/2, and
 * log p(y) = −½ (n log 2π + log |Σ| + log |Λ|) + log Γ(aₙ) − log Γ(a) + a log b − aₙ log bₙ.
 */
function scaleAnswer(prior: Parameters, { count, logDeterminants, squares }: LinearSolution) {
  const [shapes, others] = Object.entries(prior);
  const a = shapes?.[1][0];
  const b = others?.[1][0];
  if (!shapes || !others || a === undefined || b === undefined)
    throw new Bug("a variance's prior has two parameters");
  const [shape, other] = [a + count / 2, b + squares / 2];
  return {
    posterior: { [shapes[0]]: Float64Array.of(shape), [others[0]]: Float64Array.of(other) },
    logEvidence:
      -0.5 * (count * Math.log(2 * Math.PI) + logDeterminants) +
      lgamma(shape) -
      lgamma(a) +
      a * Math.log(b) -
      shape * Math.log(other),
  };
}

function approximationOf(
  { conjugacy }: Model,
  groups: readonly NormalGroup[],
  parameters: ReadonlyMap<string, Parameters>,
): Approximation {
  if (conjugacy.kind === "conjugate") return { kind: "conjugate", groups, parameters };
  const [only] = groups;
  const none = new Float64Array(0);
  return { kind: "gaussian", mean: only?.mean ?? none, covariance: only?.covariance ?? none };
}
