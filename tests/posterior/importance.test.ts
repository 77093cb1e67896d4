import { expect, test } from "vitest";
import { createInterpreter } from "../../src/backend/interpreter/runtime.ts";
import { logRatios } from "../../src/posterior/importance.ts";
import { bind, fit } from "../../src/pipeline.ts";
import { compiled, source, value } from "../pipeline-models.ts";

const text = `model Spread
data { y: real[N] }
prior { s: positive ~ gamma(5, 2) }
likelihood { y ~ normal(0, s) }
infer vi { steps = 1  elbo_samples = 2 }`;

// log s = m + t z. Planted: the likelihood left out; log |ds / du| left out; log q left out.
test("ratios are log p + log |ds / du| − log q at draws of the guide", async () => {
  const sources = [await source({ y: [0.5, -1.5] })];
  const fitted = value(await fit(compiled(text), sources));
  const [m, t] = [0.3, 0.4];
  const approximation = {
    kind: "mean_field",
    mean: new Map([["s", Float64Array.of(m)]]),
    sd: new Map([["s", Float64Array.of(t)]]),
  } as const;
  const bound = value(await bind(compiled(text), sources));
  const ratios = await logRatios({ ...fitted, approximation }, bound, {
    draws: 50,
    seed: 1,
    runtime: createInterpreter(),
  });
  // y² sum to 2.5: 5 u − 2 eᵘ − 2 u − 1.25 e^(−2u) + ½ z², up to a constant, rises and falls with z.
  const at = (z: number): number => {
    const u = m + t * z;
    return 5 * u - 2 * Math.exp(u) - 2 * u - 1.25 * Math.exp(-2 * u) + 0.5 * z * z;
  };
  const { createStream, keyOf } = await import("../../src/tensor/random.ts");
  const stream = createStream(keyOf(1));
  const wanted = Array.from({ length: 50 }, () => at(stream.normal()));
  const shift = (ratios[0] ?? 0) - (wanted[0] ?? 0);
  ratios.forEach((ratio, i) => expect(ratio - shift).toBeCloseTo(wanted[i] ?? 0, 10));
});
