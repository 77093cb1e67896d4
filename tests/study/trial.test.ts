import { expect, test } from "vitest";
import { diagnose, failure, type Outcome, success } from "../../src/diagnostic/diagnostic.ts";
import type { Approximation, Posterior } from "../../src/posterior/posterior.ts";
import { attempt } from "../../src/study/trial.ts";
import { createInterpreter, modelOf, posteriorOf, sites, train } from "../posterior/model.ts";

const model = modelOf(`model M
data { y: real[N] }
prior { a ~ normal(0, 1) }
likelihood { y ~ normal(a, 1) }
infer map`);
const [infer] = model.program.infers;
if (infer === undefined) throw new Error("there is a block");
const bound = train(model, { y: [0, 1, 2] });
const scored = train(model, { y: [4] });
const input = { block: 0, seed: 3, training: bound, scored, profiled: true };
const point: Approximation = { kind: "point", values: sites({ a: [1] }) };
const runtime = createInterpreter();
const { signal } = new AbortController();

// Planted: the training rows scored; the seconds of the record told in the stored bytes; red here.
test("a fit is scored on the other rows, and its bytes are the same however long it took", async () => {
  const lasting = async (seconds: number) => {
    const fitted = posteriorOf(model, bound, point);
    const posterior = { ...fitted, record: { ...fitted.record, seconds: { compile: 0, fit: seconds } } };
    return attempt(input, infer, { runtime, signal, fit: async () => Promise.resolve(success(posterior)) });
  };
  const [short, long] = await Promise.all([lasting(1), lasting(1.23456789)]);
  expect(short).toMatchObject({ kind: "scored", scores: { rmse: 3 }, seconds: { fit: 1 }, latentScalars: 1 });
  if (short.kind !== "scored" || long.kind !== "scored") throw new Error("nothing is wrong");
  expect(long.storedBytes).toBe(short.storedBytes);
  expect(short.profiles.get("y")?.values).toHaveLength(1);
});

test("what cannot be fitted says why, and nothing begins once it is stopped", async () => {
  const why = diagnose("H0709", { why: "it is a test" }, { at: null });
  const fit = async () => Promise.resolve<Outcome<Posterior>>(failure(why));
  expect(await attempt(input, infer, { runtime, signal, fit })).toEqual({ kind: "failed", why: [why] });
  const stopped = AbortSignal.abort();
  expect(await attempt(input, infer, { runtime, signal: stopped, fit })).toEqual({ kind: "stopped" });
});
