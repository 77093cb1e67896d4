/** What nuts is calibrated on: small models, each with little data, and faults to plant in what is fitted. */

import type { Bijector } from "../../src/library/bijector.ts";
import type { Model } from "../../src/model/model.ts";
import { type Compiled, compileText } from "../../src/pipeline.ts";

export interface Fault {
  readonly what: string;
  /** The model that is fitted to what `text` simulates. */
  readonly fitted: (text: string) => Model;
}

export interface Kind {
  readonly name: string;
  readonly text: string;
  readonly sizes: Readonly<Record<string, number>>;
  /** Null where the model has none. */
  readonly inputs: Readonly<Record<string, readonly number[]>> | null;
  readonly faults: readonly Fault[];
}

const infer = "infer nuts { chains = 1  warmup = 300  draws = 500 }";

export const kinds: readonly Kind[] = [
  {
    name: "a hierarchy",
    text: `model Hierarchy
data { y: real[N, School] }
prior {
  mu ~ normal(0, 2)
  tau: positive ~ gamma(2, 1)
  theta: real[School] ~ non_centred(normal(mu, tau))
}
likelihood { y ~ normal(theta, 1) }
${infer}`,
    sizes: { N: 2, School: 5 },
    inputs: null,
    faults: [withoutJacobian("tau"), altered("the prior scale of mu halved", "normal(0, 2)", "normal(0, 1)")],
  },
  {
    name: "a mixture with ordered means",
    text: `model Mixture
dim Part = 2
data { y: real[N] }
prior {
  w: simplex[Part] ~ dirichlet(3)
  m: ordered[Part] ~ normal(0, 3)
  z: Part[N] ~ categorical(w)
}
likelihood { y ~ normal(m[z], 1) }
${infer}`,
    sizes: { N: 12 },
    inputs: null,
    faults: [altered("the prior scale of the means halved", "normal(0, 3)", "normal(0, 1.5)")],
  },
  {
    name: "a chain of hidden labels",
    text: `model Chain
dim State = 2
dim Next = State
data { y: real[T] }
prior {
  p: simplex[State, Next] ~ dirichlet(2)
  m: ordered[State] ~ normal(0, 3)
  z: State[T] ~ markov(p)
}
likelihood { y ~ normal(m[z], 1) }
${infer}`,
    sizes: { T: 12 },
    inputs: null,
    faults: [altered("the prior scale of the means halved", "normal(0, 3)", "normal(0, 1.5)")],
  },
  {
    name: "a simplex",
    text: `model Shares
dim Colour = { red, green, blue, grey }
data { y: Colour[N] }
prior { share: simplex[Colour] ~ dirichlet(1.5) }
likelihood { y ~ categorical(share) }
${infer}`,
    sizes: { N: 10 },
    inputs: null,
    faults: [withoutJacobian("share")],
  },
  {
    name: "a network, 1-3-1",
    text: `model Network
data { x: real[N]  y: real[N] }
network f: real -> real { hidden: dense(3, tanh)  dense }
prior {
  f.weight ~ normal(0, 1)
  f.bias ~ normal(0, 1)
  noise: positive ~ lognormal(-1, 0.5)
}
likelihood { y ~ normal(f(x), noise) }
${infer}`,
    sizes: {},
    inputs: { x: [-2, -1.2, -0.5, 0, 0.4, 1.1, 2, 2.5] },
    faults: [
      altered("the prior scale of the weights halved", "weight ~ normal(0, 1)", "weight ~ normal(0, 0.5)"),
    ],
  },
];

/** The density on the unconstrained scale lacks log |d declared / d unconstrained| of one latent. */
function withoutJacobian(latent: string): Fault {
  return {
    what: `the Jacobian of ${latent} dropped`,
    fitted: (text) => {
      const { model } = compiledOf(text);
      const sites = model.sites.map((site) => {
        if (site.name !== latent) return site;
        const logDeterminant: Bijector["logDeterminant"] = (b) => b.constant(0);
        return { ...site, bijector: { ...site.bijector, logDeterminant } };
      });
      return { ...model, sites };
    },
  };
}

function altered(what: string, from: string, to: string): Fault {
  return { what, fitted: (text) => compiledOf(text.replace(from, to)).model };
}

export function compiledOf(text: string): Compiled {
  const compiled = compileText({ name: "calibrated.hunch", text });
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ title }) => title).join("; "));
  return compiled.value;
}
