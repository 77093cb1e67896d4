import { describe, expect, test } from "vitest";
import type { Use } from "../../src/check/states.ts";
import type { Named } from "../../src/model/model.ts";
import { withAlive } from "../../src/model/rows.ts";
import { alive, gatherTo, placeIn, totalOver } from "../../src/model/state-places.ts";
import { createInterpreter } from "../../src/backend/interpreter/runtime.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { compiled } from "../pipeline-models.ts";

const { model } = compiled(`model Groups
dim Kind = { a, b }
data { school: School[N]  y: real[N, D]  share: simplex[Kind] }
prior { mu: real[Kind] ~ normal(0, 1)  k: Kind[School] ~ categorical(share)  z: Kind[N] ~ categorical(share) }
likelihood { y ~ normal(mu[k[school]] + mu[z], 1) }
`);
const [uses] = [...model.summation.uses.values()];
const use = (name: string): Use => {
  const found = uses?.find(({ latent }) => latent.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const dimension = (id: string) => {
  const found = model.program.dimensions.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const [rows, columns] = [dimension("N"), dimension("D")];
const sizes = new Map([
  ["N", 3],
  ["D", 2],
  ["School", 2],
]);

async function read(make: (b: Builder, env: ReadonlyMap<string, Named>) => Tensor) {
  const b = createBuilder("f64");
  const school = { tensor: b.literal([1, 0, 1], [3], "i32"), dimensions: [rows] };
  const tensor = make(b, new Map([["school", school]]));
  const outputs = [{ name: "out", shape: tensor.shape, dtype: tensor.dtype }];
  const step = b.finish([tensor]);
  const executable = await createInterpreter().compile({ name: "t", state: [], inputs: [], outputs, step });
  executable.step();
  return [...executable.read("out")];
}

const table = (b: Builder): Named => ({
  tensor: b.literal([1, 2, 10, 20, 100, 200], [3, 2]),
  dimensions: [rows, columns],
});

describe("elements that need one value", () => {
  test("of their own row are added up", async () =>
    expect(await read((b, env) => gatherTo(b, table(b), use("z"), sizes, env).tensor)).toEqual([3, 30, 300]));

  test("of the group that data name are added up there", async () =>
    expect(await read((b, env) => gatherTo(b, table(b), use("k"), sizes, env).tensor)).toEqual([30, 303]));

  test("stand where data say", async () => {
    expect(await read((b, env) => placeIn(b, use("k"), [rows], sizes, env))).toEqual([1, 0, 1]);
    expect(await read((b, env) => placeIn(b, use("z"), [rows], sizes, env))).toEqual([0, 1, 2]);
  });
});

test("rows that hold no data are nought where rows meet, and stay where they do not", async () => {
  const masked = (name: string) =>
    read((b, env) => {
      const known = withAlive(env, rows, b.lt(b.iota([3], 0, "i32"), 2));
      return totalOver(b, alive(b, table(b), use(name), rows, known), [rows]).tensor;
    });
  expect(await masked("k")).toEqual([3, 30, 0]);
  expect(await masked("z")).toEqual([3, 30, 300]);
});
