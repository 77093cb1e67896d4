import { describe, expect, test } from "vitest";
import { dimensionsOf, labelsOf } from "../../src/cli/latents.ts";
import { load } from "../../src/pipeline.ts";
import { positionsOf } from "../../src/report/positions.ts";
import { hunch } from "./fake-terminal.ts";
import { workshop } from "./workshop.ts";
import { writeFileSync } from "node:fs";

const { at } = workshop();
writeFileSync(
  at("kinds.hunch"),
  `model Kinds
  data { x: real[N, D] from a, b  kind: Kind[N] }
  network f: real[D] -> real[Kind] { hidden: dense(3, tanh)  dense }
  prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
  likelihood { kind ~ categorical(logits = f(x)) }
  infer vi { steps = 5  elbo_samples = 2 }`,
);
writeFileSync(at("kinds.csv"), "a,b,kind\n1,2,red\n2,1,blue\n3,3,red\n");
await hunch("fit", at("kinds.hunch"), "--data", at("kinds.csv"));
const loaded = await load(at("kinds.posterior"));
if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ title }) => title).join());
const posterior = loaded.value;

describe("what is said of a posterior", () => {
  test("its named dimensions, without the layers'", () => {
    expect(dimensionsOf(posterior)).toEqual({ N: 3, D: 2, Kind: 2 });
  });

  test("labels by their dimension", () => expect(labelsOf(posterior)).toEqual({ Kind: ["blue", "red"] }));

  test("positions by column, by label, or by number from 1", () => {
    const positions = positionsOf(posterior);
    expect([0, 1].map((i) => positions("f.hidden.weight", 0, i))).toEqual(["a", "b"]);
    expect([0, 2].map((i) => positions("f.hidden.weight", 1, i))).toEqual(["1", "3"]);
    expect([0, 1].map((i) => positions("f.out.weight", 1, i))).toEqual(["blue", "red"]);
  });
});
