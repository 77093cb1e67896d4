/** A straight line with an exact posterior, from two arrays: `node examples/embed-line.ts` after `npm run build`. */

import { compile } from "hunch";

const model = await compile(`
  model Line
  data { x: real[N]  y: real[N] }
  prior {
    slope ~ normal(0, 10)
    intercept ~ normal(0, 10)
  }
  likelihood { y ~ normal(slope * x + intercept, 0.5) }
  infer exact
`);

const posterior = await model.fit({ x: [0, 1, 2, 3, 4], y: Float64Array.of(1.1, 2.9, 5.2, 6.8, 9.1) });
const { slope } = await posterior.summary();
console.log("slope", slope && "q50" in slope ? [slope.mean, slope.sd] : null);

const { columns } = await posterior.predict({ x: [2.5, 10] });
console.log("at 2.5 and 10", columns["y_mean"], "±", columns["y_sd"]);
console.log("log evidence", posterior.record.objective["log_evidence"]);
