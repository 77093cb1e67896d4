import { expect, test } from "vitest";
import { createWasm } from "../../src/backend/wasm/runtime.ts";
import { bind } from "../../src/pipeline.ts";
import { openPredictive } from "../../src/posterior/predictive-program.ts";
import { keyOf } from "../../src/tensor/random.ts";
import { compiled, source, value } from "../pipeline-models.ts";

// Shares of 20,000 draws have standard errors of at most 0.0035. Planted: the first part for every draw.
test("a response that depends on labels is drawn from one of its parts, by their weights", async () => {
  const text = `model Mixed
dim Kind = { a, b, c }
data { y: real[N]  share: simplex[Kind] }
prior { mu: real[Kind] ~ normal(0, 5)  z: Kind[N] ~ categorical(share) }
likelihood { y ~ normal(mu[z], 0.1) }
`;
  const model = compiled(text);
  const count = 20_000;
  const y = Array.from({ length: count }, () => 0);
  const bound = value(await bind(model, [await source({ y, share: [0.2, 0.5, 0.3] })]));
  const call = await openPredictive(model.model, bound, count, keyOf(3), createWasm());
  call.load(0, count);
  call.run(new Map([["mu", [-10, 0, 10]]]), 0);
  const drawn = [...call.read("y", "sample")];
  const share = (at: number) => drawn.filter((x) => Math.abs(x - at) < 1).length / count;
  [0.2, 0.5, 0.3].forEach((p, k) => expect(Math.abs(share(10 * k - 10) - p)).toBeLessThan(0.0175));
  call.dispose();
});
