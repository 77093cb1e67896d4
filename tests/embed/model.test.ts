import { describe, expect, test } from "vitest";
import { compile, HunchError } from "../../src/index.ts";

const line = `
  model Line
  data { x: real[N]  y: real[N] }
  prior { slope ~ normal(0, 10)  intercept ~ normal(0, 10) }
  likelihood { y ~ normal(slope * x + intercept, 0.5) }
  infer exact
  infer point: map { steps = 10 }
`;
const x = [0, 1, 2, 3];
const y = [1, 3, 5, 7];

async function mistakes(promise: Promise<unknown>): Promise<HunchError> {
  const fault = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (fault instanceof HunchError) return fault;
  throw new Error(`expected a HunchError, got ${String(fault)}`);
}

describe("a model in TypeScript", () => {
  test("is fitted to arrays, typed arrays and records alike", async () => {
    const model = await compile(line);
    expect([model.name, model.warnings]).toEqual(["Line", []]);
    const records = x.map((value, i) => ({ x: value, y: y[i] }));
    const means = [];
    for (const data of [{ x, y }, { x: Float64Array.from(x), y: Int32Array.from(y) }, records]) {
      const { slope } = await (await model.fit(data)).summary();
      means.push(slope?.mean);
    }
    expect(means[0]).toBeCloseTo(2, 1);
    expect(new Set(means).size).toBe(1);
  });

  test("takes the infer block, options and seed it is given", async () => {
    const model = await compile(line);
    const { record } = await model.fit({ x, y }, { infer: "point", set: { steps: 7 }, seed: 5 });
    expect(record).toMatchObject({ infer: "point", method: "map", seed: 5, options: { steps: 7 } });
  });

  test("reports its progress and stops when told", async () => {
    const model = await compile(line);
    const stop = new AbortController();
    const steps: number[] = [];
    const posterior = await model.fit(
      { x, y },
      {
        infer: "point",
        set: { steps: 100_000_000 },
        signal: stop.signal,
        onProgress: ({ step }) => {
          steps.push(step);
          stop.abort();
        },
      },
    );
    expect(posterior.record.complete).toBe(false);
    expect(steps[0]).toBeGreaterThan(0);
  });

  test("throws every mistake of the text at once, as the command line shows it", async () => {
    const wrong = line.replace("slope * x", "slop * x").replace("infer exact", "infer exacd");
    const fault = await mistakes(compile(wrong, { name: "line.hunch" }));
    expect(fault.diagnostics.length).toBeGreaterThanOrEqual(2);
    expect(fault.message).toContain("line.hunch:5:");
    expect(fault.message).toContain("slope");
  });

  test("throws what is wrong with data, options and the infer block's name", async () => {
    const model = await compile(line);
    const codes = async (promise: Promise<unknown>) =>
      (await mistakes(promise)).diagnostics.map(({ code }) => code);
    expect(await codes(model.fit({ x }))).toEqual(["H0610"]);
    expect(await codes(model.fit({ x, y: [[1], [2, 3]] }))).toEqual(["H0632"]);
    expect(await codes(model.fit({ x, y }, { infer: "pont" }))).toEqual(["H0511"]);
    expect(await codes(model.fit({ x, y }, { infer: "point", set: { stepps: 3 } }))).toEqual(["H0502"]);
    expect(await codes(model.fit({ x, y }, { infer: "point", set: { steps: "3 infer" } }))).toEqual([
      "H0804",
    ]);
  });
});

// Planted: the source read as text without a look.
test("what is no text is told as any mistake is", async () => {
  for (const [source, found] of [
    [3, "a number"],
    [null, "null"],
    [undefined, "undefined"],
  ] as const) {
    const { diagnostics } = await mistakes(compile(source as unknown as string));
    expect(diagnostics[0]?.title).toBe(`compile wants the text of a model, not ${found}`);
  }
});

test("tables of several blocks stand under their names, in predictions too", async () => {
  const model = await compile(`model Schools
    data { y: real[N]  school: School[N] }
    data schools { school: School[School]  u: real[School] }
    prior { w ~ normal(0, 10)  t: real[School] ~ normal(0, 2) }
    likelihood { y ~ normal(w * u[school] + t[school], 0.5) }
    infer exact`);
  const posterior = await model.fit({
    y: [2, 4, 2],
    school: ["a", "b", "a"],
    schools: [
      { school: "b", u: 2 },
      { school: "a", u: 1 },
    ],
  });
  const { columns } = await posterior.predict({ school: ["b", "c"], schools: [{ school: "c", u: 3 }] });
  expect(columns["y_mean"]?.[0]).toBeGreaterThan(3);
  expect(columns["y_mean"]?.[1]).toBeGreaterThan(columns["y_mean"]?.[0] ?? NaN);
  // t of c is its prior's, normal(0, 2).
  expect(columns["y_sd"]?.[1]).toBeGreaterThan(2);
});
