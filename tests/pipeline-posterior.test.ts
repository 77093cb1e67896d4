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
