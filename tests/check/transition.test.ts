import { describe, expect, test } from "vitest";
import { codesOf, onlyMistake, program, underlined } from "./programs.ts";

const chain = (prior: string, type = "State[T]", likelihood = "y ~ normal(mu[z], 1)") =>
  program({
    dim: "dim State = { calm, wild }\ndim Next = State",
    data: 'data "s.json" { y: real[Person, T] }',
    prior: `mu: real[State] ~ normal(0, 1)  ${prior.replace("TYPE", type)}`,
    likelihood,
  });
const given = "p: simplex[State, Next] ~ dirichlet(1)  q: simplex[State] ~ dirichlet(1)";

describe("a chain's transition", () => {
  test("goes from the states to their second name, and may differ by person or step", () => {
    expect(codesOf(chain(`${given}  z: TYPE ~ markov(p, initial = q)`))).toEqual([]);
    expect(codesOf(chain("p: simplex[T, State, Next] ~ dirichlet(1)  z: TYPE ~ markov(p)"))).toEqual([]);
    const people = "p: simplex[Person, State, Next] ~ dirichlet(1)  z: TYPE ~ markov(p)";
    expect(codesOf(chain(people, "State[Person, T]"))).toEqual([]);
    expect(onlyMistake(chain(people)).code).toBe("H0302");
  });

  test.each([
    ["p: simplex[State] ~ dirichlet(1)  z: TYPE ~ markov(p)", "H0317", "p"],
    ["p: simplex[Next, State] ~ dirichlet(1)  z: TYPE ~ markov(p)", "H0317", "p"],
    ["p: simplex[Person, Next] ~ dirichlet(1)  z: TYPE ~ markov(p)", "H0317", "p"],
    [`${given}  z: TYPE ~ markov(p, initial = p)`, "H0317", "p"],
    [
      "p: simplex[State, Next] ~ dirichlet(1)  q: simplex[T, State] ~ dirichlet(1)  z: TYPE ~ markov(p, initial = q)",
      "H0302",
      "q",
    ],
    ["p: positive[State, Next] ~ half_normal(1)  z: TYPE ~ markov(p)", "H0401", "p"],
  ])("%s", (prior, code, at) => {
    const mistake = onlyMistake(chain(prior));
    expect([mistake.code, underlined(mistake)]).toEqual([code, at]);
  });

  test("needs a dimension to run along", () =>
    expect(onlyMistake(chain(`p: simplex[State, Next] ~ dirichlet(1)  z: State ~ markov(p)`)).code).toBe(
      "H0414",
    ));
});
