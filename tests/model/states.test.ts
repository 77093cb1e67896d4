import { expect, test } from "vitest";
import { stateProbabilities, stateTables } from "../../src/model/states.ts";
import type { Named } from "../../src/model/model.ts";
import { createInterpreter } from "../../src/backend/interpreter/runtime.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import { compiled } from "../pipeline-models.ts";

const { model } = compiled(`model Pairs
dim Kind = { a, b }
data { y: real[N]  share: simplex[Kind]  school: School[N] }
prior { mu: real[Kind] ~ normal(0, 1)  k: Kind[School] ~ categorical(share)  o: bool[N] ~ bernoulli(0.25) }
likelihood { y ~ normal(mu[k[school]] + 2 * o, 1) }
`);
const sizes = new Map([
  ["Kind", 2],
  ["School", 2],
  ["N", 3],
]);

function given() {
  const b = createBuilder("f64");
  const dimension = (id: string) => {
    const found = model.program.dimensions.find((each) => each.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };
  const array = (values: readonly number[], id: string, dtype: "f64" | "i32" = "f64"): Named => ({
    tensor: b.literal(values, [values.length], dtype),
    dimensions: [dimension(id)],
  });
  const env = new Map([
    ["y", array([0, 1, 2], "N")],
    ["school", array([1, 0, 1], "N", "i32")],
    ["share", array([0.5, 0.5], "Kind")],
    ["mu", array([-1, 1], "Kind")],
  ]);
  return { b, env };
}

test("tables say where the values beside stand", async () => {
  const { b, env } = given();
  const tables = stateTables(b, model, sizes, env);
  expect(tables.map(({ summed }) => summed.latent.name)).toEqual(["o", "k"]);
  expect(tables.map(({ table }) => table.shape)).toEqual([
    [2, 2, 3],
    [2, 2],
  ]);
  const place = tables[0]?.beside[0]?.place;
  if (place === undefined) throw new Error("o stands beside k");
  const outputs = [{ name: "place", shape: place.shape, dtype: place.dtype }];
  const step = b.finish([place]);
  const executable = await createInterpreter().compile({ name: "t", state: [], inputs: [], outputs, step });
  executable.step();
  expect([...executable.read("place")]).toEqual([1, 0, 1]);
});

test("probabilities of each place sum to one, and are of what some response tells", () => {
  const { b, env } = given();
  expect(
    [...stateProbabilities(b, model, sizes, env)].map(([name, { tensor }]) => [name, tensor.shape]),
  ).toEqual([
    ["k", [2, 2]],
    ["o", [2, 3]],
  ]);
  const { b: other, env: known } = given();
  known.delete("y");
  expect([...stateProbabilities(other, model, sizes, known)]).toEqual([]);
});
