/** Fitted models with discrete latents, at parameters of a test's choosing, and Bayes' rule over all their values. */

import { fit, type Posterior } from "../../src/pipeline.ts";
import { compiled, source, value } from "../pipeline-models.ts";

const normal = (z: number, sd: number) => Math.exp(-0.5 * (z / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));

/** A posterior of one point: all that is said is of the model there. */
export async function pointOf(
  text: string,
  data: unknown,
  values: Readonly<Record<string, readonly number[]>>,
): Promise<Posterior> {
  const posterior = value(await fit(compiled(`${text}infer map { steps = 1 }\n`), [await source(data)]));
  const sites = new Map(Object.entries(values).map(([name, xs]) => [name, Float64Array.from(xs)]));
  return { ...posterior, approximation: { kind: "point", values: sites } };
}

export const chainText = `model Chain
dim State = { calm, wild }
dim Next = State
data { y: real[T] }
prior { p: simplex[State, Next] ~ dirichlet(1)  mu: real[State] ~ normal(0, 5)  z: State[T] ~ markov(p) }
likelihood { y ~ normal(mu[z], 1) }
`;
export const chainData = { y: [-0.3, 0.6, 1.2, 0.1] };
export const chainPoint = { p: [0.8, 0.2, 0.35, 0.65], mu: [-0.5, 1] };

/** Every path with its probability given the data. */
export function chainPaths(): ReadonlyMap<string, number> {
  const { p, mu } = chainPoint;
  const { y } = chainData;
  const weights = new Map<string, number>();
  for (let code = 0; code < 2 ** y.length; code++) {
    const path = y.map((_, t) => (code >> t) & 1);
    const weight = path.reduce(
      (product, state, t) =>
        product *
        normal((y[t] ?? 0) - (mu[state] ?? 0), 1) *
        (t === 0 ? 0.5 : (p[2 * (path[t - 1] ?? 0) + state] ?? 0)),
      1,
    );
    weights.set(path.join(""), weight);
  }
  return normalised(weights);
}

export const groupText = `model Groups
dim Kind = { weak, strong }
data { school: School[N]  y: real[N] }
prior {
  mu: real[Kind] ~ normal(0, 5)
  share: simplex[Kind] ~ dirichlet(1)
  kind: Kind[School] ~ categorical(share)
  outlier: bool[N] ~ bernoulli(0.3)
}
likelihood { y ~ normal(mu[kind[school]], where(outlier, 3, 1)) }
`;
export const groupData = { school: ["a", "b", "a"], y: [0.2, 1.4, -2.5] };
export const groupPoint = { mu: [-0.5, 1], share: [0.4, 0.6] };

/** Every assignment of two kinds and three outliers, `kk ooo`, with its probability given the data. */
export function groupValues(): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (let code = 0; code < 32; code++) {
    const kinds = [code & 1, (code >> 1) & 1];
    const outliers = [2, 3, 4].map((bit) => (code >> bit) & 1);
    let weight = kinds.reduce((product, k) => product * (groupPoint.share[k] ?? 0), 1);
    groupData.y.forEach((y, n) => {
      const kind = kinds[groupData.school[n] === "a" ? 0 : 1] ?? 0;
      const outlier = outliers[n] === 1;
      weight *= (outlier ? 0.3 : 0.7) * normal(y - (groupPoint.mu[kind] ?? 0), outlier ? 3 : 1);
    });
    weights.set([...kinds, ...outliers].join(""), weight);
  }
  return normalised(weights);
}

function normalised(weights: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return new Map([...weights].map(([key, weight]) => [key, weight / total]));
}

/** P(the letter at a place is this). */
export function marginalOf(joint: ReadonlyMap<string, number>, place: number, letter: string): number {
  return [...joint].reduce((sum, [key, p]) => sum + (key[place] === letter ? p : 0), 0);
}
