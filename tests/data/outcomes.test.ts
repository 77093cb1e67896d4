import { expect, test } from "vitest";
import { outcomesOf } from "../../src/data/outcomes.ts";
import { accepted, program } from "../check/programs.ts";

test("what only responses need may be absent from new data", () => {
  const text = program({
    data: "data { x: real[N]  weight: positive[N]  total: positive[N]  share = weight / total  z = log(share)  t = total + 1 }",
    prior: "a ~ normal(0, 1)",
    likelihood: "z ~ normal(a * x * t, 1)",
  });
  expect([...outcomesOf(accepted(text))].toSorted()).toEqual(["share", "weight", "z"]);
});
