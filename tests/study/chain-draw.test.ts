import { expect, test } from "vitest";
import { openPriorPredictive } from "../../src/study/prior-predictive.ts";
import { keyOf } from "../../src/tensor/random.ts";
import { modelOf, runtime, sized, valueOf } from "./fixture.ts";

const text = `model Chains
dim State = 3
dim Next = State
data { y: real[Series, T] }
prior {
  p: simplex[Series, T, State, Next] ~ dirichlet(0.5)
  first: simplex[Series, State] ~ dirichlet(0.5)
  z: State[Series, T] ~ markov(transition = p, initial = first)
  m: real[State] ~ normal(0, 1)
}
likelihood { y ~ normal(m[z], 1) }
infer nuts`;

// Planted, each red here: states and next states taken for each other, the step before's matrix, the first series' matrices for all, no `initial`.
test("each label has the probability that its series, its step and the label before say", async () => {
  const [series, steps, states, count] = [2, 3, 3, 6000];
  const model = modelOf(text);
  const prior = valueOf(
    await openPriorPredictive(model, sized(model, { Series: series, T: steps }), runtime),
  );
  const sums = new Map<string, { sum: number; variance: number }>();
  for (let i = 0; i < count; i++) {
    const drawn = prior.at(keyOf(4), i);
    const [z = [], p = [], first = []] = ["z", "p", "first"].map((name) => [...(drawn?.get(name) ?? [])]);
    for (let s = 0; s < series; s++) {
      for (let t = 0; t < steps; t++) {
        const label = z[s * steps + t];
        const before = z[s * steps + t - 1] ?? 0;
        const row = ((s * steps + t) * states + before) * states;
        for (let k = 0; k < states; k++) {
          const known = (t === 0 ? first[s * states + k] : p[row + k]) ?? Number.NaN;
          const book = sums.get(`${s} ${t} ${k}`) ?? { sum: 0, variance: 0 };
          sums.set(`${s} ${t} ${k}`, book);
          // What is left has mean 0 given all before it, so weighed by what is known too.
          book.sum += ((label === k ? 1 : 0) - known) * known;
          book.variance += known * (1 - known) * known ** 2;
        }
      }
    }
  }
  prior.dispose();
  expect(sums.size).toBe(series * steps * states);
  for (const [place, { sum, variance }] of sums)
    expect(Math.abs(sum) / Math.sqrt(variance), place).toBeLessThan(4.5);
});

test("one transition for all, and a first state that is uniform", async () => {
  const model = modelOf(
    text
      .replace("p: simplex[Series, T, ", "p: simplex[")
      .replace(/  first.*\n/, "")
      .replace(", initial = first", ""),
  );
  const prior = valueOf(await openPriorPredictive(model, sized(model, { Series: 1, T: 1 }), runtime));
  const counts = [0, 0, 0];
  for (let i = 0; i < 3000; i++) {
    const label = prior.at(keyOf(4), i)?.get("z")?.[0] ?? Number.NaN;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  prior.dispose();
  for (const each of counts) expect(Math.abs(each - 1000)).toBeLessThan(4.5 * Math.sqrt(3000 * (2 / 9)));
});
