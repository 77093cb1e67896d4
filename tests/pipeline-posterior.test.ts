import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { drawsOf, evaluate, fit, load, predict, save, summarise } from "../src/pipeline.ts";
import { compiled, exactText, lineData, source, value } from "./pipeline-models.ts";

const posterior = value(await fit(compiled(exactText), [await source(lineData)]));
const folder = (): string => join(mkdtempSync(join(tmpdir(), "hunch-test-")), "known.posterior");

describe("a posterior", () => {
  test("is saved, and says the same when it is read again", async () => {
    const path = folder();
    value(await save(posterior, path, { replace: false }));
    const again = value(await load(path));
    expect(await summarise(again)).toEqual(await summarise(posterior));
    expect(await drawsOf(again, 7)).toEqual(await drawsOf(posterior, 7));
    const data = [await source({ x: [4, 5] })];
    expect(await predict(again, data)).toEqual(await predict(posterior, data));
  });

  // Planted fault, seen red: sizes that the program computes (heads laid end to end, windows) asked of the folder.
  test.each([
    [
      "heads",
      "network f: real[D] -> { mean: real, scale: positive } { hidden: dense(3, tanh) dense }",
      "x: real[N, D]  y: real[N]",
      "normal(f(x).mean, f(x).scale)",
      { x: [[1], [2], [3]], y: [1, 2, 2.5] },
    ],
    [
      "windows",
      "network f: real[Row, Column] -> real { conv(2, 2, relu) flatten dense }",
      "x: real[N, Row, Column]  y: real[N]",
      "normal(f(x), 1)",
      { x: [1, 2, 3].map((n) => [0, n, 1].map((row) => [row, n, 0.5])), y: [1, 2, 2.5] },
    ],
  ])("of a network with %s too", async (_, network, declared, distribution, data) => {
    const prior = "prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }";
    const text = `model M data { ${declared} } ${network} ${prior} likelihood { y ~ ${distribution} } infer vi { steps = 20 }`;
    const fitted = value(await fit(compiled(text), [await source(data)]));
    const path = folder();
    value(await save(fitted, path, { replace: false }));
    const again = [await source({ x: data.x })];
    expect(await predict(value(await load(path)), again)).toEqual(await predict(fitted, again));
  });

  test("whose model no longer compiles is told apart", async () => {
    const path = folder();
    value(await save(posterior, path, { replace: false }));
    const manifest = join(path, "posterior.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace("normal(slope * x", "normal(slope * z"));
    const outcome = await load(path);
    expect(outcome).toMatchObject({ ok: false, diagnostics: [{ code: "H0653" }, { code: "H0201" }] });
  });

  test("predicts without the response and scores only with it", async () => {
    const { rows, columns } = value(await predict(posterior, [await source({ x: [1] })], { level: 0.5 }));
    expect(rows).toBe(1);
    expect([...columns.keys()]).toContain("y_q25");
    expect([...columns.keys()]).not.toContain("y_log_density");
    expect(await evaluate(posterior, [await source({ x: [1] })])).toMatchObject({
      ok: false,
      diagnostics: [{ code: "H0610" }],
    });
    expect(value(await evaluate(posterior, [await source(lineData)]))).toMatchObject({ rows: 4 });
  });

  test("reads other columns when told", async () => {
    const data = [await source([{ other: 1 }, { other: 2 }])];
    expect(value(await predict(posterior, data, { map: ["x=other"] })).rows).toBe(2);
  });
});

// Planted: the first dimensions not compared (one row of numbers that are about none).
test("responses without a common first dimension have no rows to predict; scalars are one row", async () => {
  const apart = compiled(`model Apart
data { y: real[N]  z: real[M] }
prior { mu ~ normal(0, 1) }
likelihood { y ~ normal(mu, 1)  z ~ normal(mu, 1) }
infer map { steps = 5 }`);
  const data = [await source({ y: [1, 2], z: [3] })];
  const outcome = await predict(value(await fit(apart, data)), data);
  expect(outcome).toMatchObject({ ok: false, diagnostics: [{ code: "H0649" }] });
  const scalars = compiled(`model Scalars
data { y: real  z: real }
prior { mu ~ normal(0, 1) }
likelihood { y ~ normal(mu, 1)  z ~ normal(mu, 1) }
infer map { steps = 5 }`);
  const two = [await source({ y: 1, z: 3 })];
  expect(value(await predict(value(await fit(scalars, two)), two)).rows).toBe(1);
});
