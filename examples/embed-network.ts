/** A Bayesian neural network from records, stopped from outside and asked what it does not know. */

import { compile, HunchError } from "hunch";

const source = `
  model Wave
  data { t: real[N, D] from time  y: real[N] from height }
  network f: real[D] -> real { hidden: dense(20, relu)  dense }
  prior {
    f.weight ~ normal(0, 1)
    f.bias ~ normal(0, 2)
    noise: positive ~ half_normal(0.5)
  }
  likelihood { y ~ normal(f(t), noise) }
  infer vi { steps = 4_000 }
`;

const model = await compile(source, { name: "wave.hunch" });
const rows = Array.from({ length: 60 }, (_, i) => {
  const time = -3 + i / 10;
  return { time, height: Math.sin(time) + 0.1 * Math.cos(37 * i) };
});

const stop = new AbortController();
let last = 0;
const posterior = await model.fit(rows, {
  seed: 3,
  signal: stop.signal,
  onProgress: ({ step }) => {
    last = step;
  },
});
console.log("steps", last, "complete", posterior.record.complete);

const { columns } = await posterior.predict([{ time: 0 }, { time: 8 }]);
const [near = 0, far = 0] = columns["y_epistemic_sd"] ?? [];
console.log("more doubt where there is no data:", far > 2 * near);

try {
  await compile(source.replace("f(t)", "g(t)"), { name: "wave.hunch" });
} catch (fault) {
  if (!(fault instanceof HunchError)) throw fault;
  console.log(fault.message);
}
