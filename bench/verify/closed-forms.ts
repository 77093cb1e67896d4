/** Models with a closed form: `exact` beside `nuts`, each latent's mean and sd in Monte Carlo standard errors of the sampler. */

import { compileText, drawsOf, fit, sourceOf, summarise } from "../../src/pipeline.ts";
import { createStream, keyOf } from "../../src/tensor/random.ts";
import { meanEffectiveSize } from "../../src/report/diagnostics/effective-size.ts";
import { standardErrorOfSd } from "../../src/report/diagnostics/standard-error.ts";

interface Case {
  readonly name: string;
  readonly text: string;
  readonly data: unknown;
}

const blocks = "infer exact\ninfer nuts { chains = 4  warmup = 1000  draws = 2000 }";

function cases(): readonly Case[] {
  const stream = createStream(keyOf(11));
  const x = Array.from({ length: 30 }, () => [stream.normal(), stream.normal()]);
  const y = x.map(([a = 0, b = 0]) => 1 + 0.5 * a - b + 0.7 * stream.normal());
  const group = x.map((_, i) => (i % 4) + 1);
  const counts = x.map((_, i) => (i * 7) % 6);
  return [
    {
      name: "regression, variance unknown",
      text: `model A data { x: real[N, D]  y: real[N] }
prior { v: positive ~ inverse_gamma(3, 2)  w: real[D] ~ normal(0, 2 * sqrt(v))  b ~ normal(0, 3 * sqrt(v)) }
likelihood { y ~ normal(x @ w + b, sqrt(v)) } ${blocks}`,
      data: { x, y },
    },
    {
      name: "hierarchy of known scales",
      text: `model B dim G = 4
data { g: G[N]  y: real[N] }
prior { mu ~ normal(0, 3)  theta: real[G] ~ normal(mu, 1) }
likelihood { y ~ normal(theta[g], 0.7) } ${blocks}`,
      data: { g: group, y },
    },
    {
      name: "beta, gamma, Dirichlet",
      text: `model C dim G = 4
data { g: G[N]  k: count[N]  b: bool[N] }
prior { rate: positive[G] ~ gamma(2, 1)  q: unit ~ beta(2, 3)  p: simplex[G] ~ dirichlet(1) }
likelihood { k ~ poisson(rate[g])  b ~ bernoulli(q)  g ~ categorical(p) } ${blocks}`,
      data: { g: group, k: counts, b: counts.map((count) => (count > 2 ? 1 : 0)) },
    },
  ];
}

/** Prints the table; false where a mean is off by more than 4 standard errors, or an sd by more than 4 of its own and 2 %. */
export async function verifyClosedForms(): Promise<boolean> {
  process.stdout.write(
    "closed forms beside nuts (4 × 2,000 draws): the greatest difference, in Monte Carlo standard errors\n",
  );
  let good = true;
  for (const { name, text, data } of cases()) {
    const compiled = compileText({ name: "closed.hunch", text });
    const source = await sourceOf(data);
    if (!compiled.ok || !source.ok) throw new Error(`${name} does not compile`);
    const exact = await fit(compiled.value, [source.value], { infer: "exact" });
    const nuts = await fit(compiled.value, [source.value], { infer: "nuts" });
    if (!exact.ok || !nuts.ok) throw new Error(`${name} does not fit`);
    const known = await summarise(exact.value);
    const { chains, draws, values } = await drawsOf(nuts.value, 8000);
    let [worstMean, worstSd] = [0, 0];
    for (const [latent, summary] of Object.entries(known)) {
      const drawn = values.get(latent);
      if (drawn === undefined) throw new Error(`${latent} was not drawn`);
      const [means, sds] = [summary.mean, summary.sd].map((each) => [each].flat(4));
      means?.forEach((mean, e) => {
        const width = means.length;
        const column = drawn.values.filter((_, i) => i % width === e);
        const own = { chains, draws, values: column };
        const centre = column.reduce((sum, each) => sum + each, 0) / column.length;
        const sd = Math.sqrt(
          column.reduce((sum, each) => sum + (each - centre) ** 2, 0) / (column.length - 1),
        );
        const truth = Number(sds?.[e]);
        worstMean = Math.max(
          worstMean,
          Math.abs(centre - Number(mean)) / (sd / Math.sqrt(meanEffectiveSize(own))),
        );
        worstSd = Math.max(worstSd, Math.abs(sd - truth) / Math.max(standardErrorOfSd(own), 0.005 * truth));
      });
    }
    good &&= worstMean < 4 && worstSd < 4;
    const figures = `means ${worstMean.toFixed(1)}  sds ${worstSd.toFixed(1)}`;
    process.stdout.write(
      `  ${name.padEnd(34)}${figures}${worstMean < 4 && worstSd < 4 ? "" : "  too far"}\n`,
    );
  }
  process.stdout.write("\n");
  return good;
}
