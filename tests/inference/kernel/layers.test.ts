import { expect, test } from "vitest";
import { jointDensity } from "../../../src/inference/kernel/joint.ts";
import { layersOf } from "../../../src/inference/kernel/layers.ts";
import { viewRows } from "../../../src/inference/kernel/rows.ts";
import { taskOf } from "../fixture.ts";
import { evaluated } from "./run-graph.ts";

test("every layer's output has a name", async () => {
  const task = taskOf(
    `model Layers
data "d.csv" { x: real[N, D]  y: real[N] }
network f: real[D] -> real { hidden: dense(2, relu)  dense }
prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
likelihood { y ~ normal(f(x), 1) }
infer map`,
    { x: [[1], [-1]], y: [0, 0] },
  );
  const names: string[] = [];
  const values = await evaluated(task, null, (b, rows) => {
    const point = new Map([
      ["f.hidden.weight", b.literal([1, -2], [1, 2])],
      ["f.hidden.bias", b.literal([0.5, 0], [2])],
      ["f.out.weight", b.literal([10, 1], [2])],
      ["f.out.bias", b.constant(-1)],
    ]);
    const { seenSizes, seenEnvironment } = jointDensity(b, task.model, viewRows(b, rows), point);
    const layers = layersOf(b, task.model, seenSizes, seenEnvironment);
    names.push(...layers.map(([name]) => name));
    return layers.map(([, output]) => output);
  });
  expect(names).toEqual(["the layer f.hidden", "the layer f.out"]);
  expect(values).toEqual([
    [1.5, 0, 0, 2],
    [14, 1],
  ]);
});
