import { expect, test } from "vitest";
import { lowered, loopsOf } from "./shown.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import { lower } from "../../src/lower/lower.ts";

// KL(normal(m, s) ‖ normal(0, 1)) = Σ (s² + m² − 1)/2 − log s, beside the weights' draw.
test("the divergence of a weight tensor, its draw and its weights are one loop", () => {
  const b = createBuilder("f32");
  const [mean, rho] = [b.input("mean", [40, 50], "f32"), b.input("rho", [40, 50], "f32")];
  const [key, step] = [b.input("key", [2], "u32"), b.input("step", [], "u32")];
  const sd = b.softplus(rho);
  const weight = b.add(mean, b.mul(sd, b.random("normal", key, step, 0, [40, 50])));
  const divergence = b.sum(b.sub(b.mul(0.5, b.sub(b.add(b.square(sd), b.square(mean)), 1)), b.log(sd)));
  const graph = b.finish([weight, divergence]);
  const outputs = [
    { name: "weight", shape: [40, 50], dtype: "f32" as const },
    { name: "divergence", shape: [], dtype: "f32" as const },
  ];
  const loops = lower({ name: "kl", state: [], inputs: graph.inputs, outputs, step: graph });
  expect(loops.kernels.length).toBe(1);
  expect(loops.buffers.filter(({ role }) => role === "temporary")).toEqual([]);
});

test("what needs a whole sum waits for the next loop", () => {
  const loops = lowered({}, { x: [300] }, (b, { x }) => {
    if (!x) throw new Error("no input");
    return { outputs: [b.sub(x, b.broadcast(b.logsumexp(x), [300], []))] };
  });
  expect(loops.kernels.length).toBeGreaterThan(2);
});

test("sums over different axes of one array are different loops; results over the same axes share one", () => {
  const loops = lowered({}, { x: [30, 40] }, (b, { x }) => {
    if (!x) throw new Error("no input");
    return { outputs: [b.sum(x, [0]), b.sum(b.square(x), [0]), b.sum(x, [1])] };
  });
  expect(loops.kernels.length).toBe(2);
  expect(loopsOf(loops).length).toBe(4);
});
