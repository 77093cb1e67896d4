import { expect, test } from "vitest";
import { plainChains } from "../../src/posterior/chains.ts";
import { assemble, readManifest, writeManifest } from "../../src/posterior/manifest.ts";
import type { Posterior } from "../../src/posterior/posterior.ts";
import { arraysOf, revive, type StoredPosterior } from "../../src/posterior/stored.ts";
import { codesOf, line, modelOf, posteriorOf, scale, sites, train, value } from "./model.ts";

const model = modelOf(`model M
data { x: real[N, D]  unit: positive[D]  y: real[N] }
prior { w: real[D] ~ normal(0, unit) }
likelihood { y ~ normal(x @ w, 1) }
infer vi`);
const bound = train(model, {
  x: [
    [1, 2],
    [3, 4],
  ],
  unit: [0.5, 1 / 3],
  y: [1, 2],
});
const posterior = posteriorOf(model, bound, { kind: "point", values: sites({ w: [1, 2] }) });

function stored(of: Posterior): StoredPosterior {
  const arrays = arraysOf(of);
  const entries = [...arrays.keys()].map((name) => ({ name, file: name, sha256: "" }));
  const reading = readManifest(writeManifest(of, "0.1.0", entries));
  const found = reading.kind === "read" ? assemble("p", reading.manifest, arrays) : null;
  if (found === null) throw new Error("not assembled");
  return found;
}

test("inputs without rows come back with their dimensions", () => {
  const unit = value(revive(stored(posterior), model)).facts.constants.get("unit");
  expect(unit?.dimensions.map(({ name }) => name)).toEqual(["D"]);
  expect(unit?.values).toEqual(Float64Array.of(0.5, 1 / 3));
});

test("another model, or the same of other sizes, is refused", () => {
  expect(codesOf(revive(stored(posterior), modelOf(scale)))).toEqual(["H0653"]);
  const simple = modelOf(line);
  const other = posteriorOf(simple, train(simple, { x: [[1, 2]], y: [1] }), {
    kind: "point",
    values: sites({ w: [1, 2], b: [0] }),
  });
  const kept = stored(other);
  expect(revive(kept, simple).ok).toBe(true);
  expect(codesOf(revive({ ...kept, facts: { ...kept.facts, sizes: new Map([["D", 3]]) } }, simple))).toEqual([
    "H0653",
  ]);
  expect(codesOf(revive({ ...kept, facts: { ...kept.facts, sizes: new Map() } }, simple))).toEqual(["H0653"]);
  const gaussian = { kind: "gaussian", mean: Float64Array.of(1), covariance: Float64Array.of(1) } as const;
  expect(codesOf(revive({ ...kept, approximation: gaussian }, simple))).toEqual(["H0653"]);
});

test("arrays are named by what they are and their site", () => {
  const draws = plainChains(1, 2, sites({ w: [1, 2, 3, 4] }));
  expect(
    [...arraysOf({ ...posterior, approximation: draws })].map(([name, { shape }]) => [name, shape]),
  ).toEqual([
    ["draws w", [1, 2, 2]],
    ["data unit", [2]],
  ]);
});
