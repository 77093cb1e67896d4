import { expect, test } from "vitest";
import { loopedNames, simulationFaults } from "../../src/study/simulable.ts";
import { modelOf } from "./fixture.ts";

function faults(prior: string, likelihood: string, given: readonly string[] = []) {
  const { program } = modelOf(`model M
dim K = 3
data { x: real[N]  s: real[K]  y: real[N] }
prior { ${prior} }
likelihood { ${likelihood} }
infer vi`);
  return simulationFaults(program, new Set(given)).map(({ code, title }) => `${code} ${title}`);
}

// Planted: inputs that are given asked for all the same; one error for each layer's weights.
test("what stands in the way of a simulation", () => {
  expect(faults("a ~ normal(0, 1)", "y ~ normal(a * x, 1)", ["x"])).toEqual([]);
  expect(faults("a ~ normal(0, 1)", "y ~ normal(a * x, 1)")).toEqual([
    "H0751 nothing can be simulated without values of x",
  ]);
  expect(faults("a ~ flat", "y ~ normal(a, 1)")).toEqual([
    "H0750 nothing can be simulated: the prior of a is improper",
  ]);
  const network = modelOf(`model M
data { x: real[N]  y: real[N] }
network f: real -> real { dense(2, tanh)  dense }
prior { f.weight ~ flat  f.bias ~ normal(0, 1) }
likelihood { y ~ normal(f(x), 1) }
infer vi`);
  // One statement, of all layers.
  expect(simulationFaults(network.program, new Set(["x"]))).toHaveLength(1);
  expect(faults("c: ordered[K] ~ normal(s, 1)", "y ~ normal(sum(c over K), 1)", ["s"])).toEqual([
    "H0752 I cannot simulate this model: c is ordered, and its entries have priors of their own",
  ]);
  expect(faults("c: ordered[K] ~ normal(0, 1)", "y ~ normal(sum(c over K), 1)")).toEqual([]);
});

test("what looks at itself", () => {
  const { program } = modelOf(`model M
data { y: real[T] }
prior { l: real[T] ~ normal(lag(l over T, 1, start = 0), 1)  a ~ normal(0, 1) }
likelihood { y ~ normal(l + a * lag(y over T, 1), 1) }
infer vi`);
  expect(loopedNames(program)).toEqual(["l", "y"]);
});
