import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createWasm } from "../../src/backend/wasm/runtime.ts";
import { drawsOf, load, save } from "../../src/pipeline.ts";
import { openStateDraws } from "../../src/posterior/state-draws.ts";
import { keyOf } from "../../src/tensor/random.ts";
import { drawsJson } from "../../src/posterior/draws.ts";
import { compiled, lineData, lineText, source, value } from "../pipeline-models.ts";
import {
  chainData,
  chainPaths,
  chainPoint,
  chainText,
  groupData,
  groupPoint,
  groupText,
  groupValues,
  pointOf,
} from "./discrete-cases.ts";
import { fit } from "../../src/pipeline.ts";

const count = 20_000;

/** Five standard errors of each share. */
function expectShares(found: readonly string[], wanted: ReadonlyMap<string, number>): void {
  for (const [key, p] of wanted) {
    const share = found.filter((each) => each === key).length / found.length;
    expect(Math.abs(share - p), key).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / found.length) + 1e-9);
  }
}

/** The first `count` draws, those of each by the names given, as one text. */
async function drawn(
  text: string,
  data: unknown,
  point: Readonly<Record<string, readonly number[]>>,
  names: readonly string[],
) {
  const draws = await drawsOf(await pointOf(text, data, point), count);
  return Array.from({ length: count }, (_, i) =>
    names
      .flatMap((name) => {
        const array = draws.values.get(name);
        const size = (array?.values.length ?? 0) / count;
        return [...(array?.values.subarray(i * size, (i + 1) * size) ?? [])];
      })
      .join(""),
  );
}

// Planted: the transition to the next state read transposed; each state drawn by itself.
test("paths of a chain are drawn together, from the data's last step backwards", async () => {
  expectShares(await drawn(chainText, chainData, chainPoint, ["z"]), chainPaths());
});

// Planted: the outliers drawn given the first kind, whatever the school.
test("labels of rows are drawn given those of their groups", async () => {
  expectShares(await drawn(groupText, groupData, groupPoint, ["kind", "outlier"]), groupValues());
});

describe("a posterior with discrete latents", () => {
  test("keeps the data that they are told from", async () => {
    const posterior = await pointOf(chainText, chainData, chainPoint);
    const path = join(mkdtempSync(join(tmpdir(), "hunch-")), "chain");
    value(await save(posterior, path, { replace: false }));
    const loaded = value(await load(path));
    expect([...(loaded.training?.get("y")?.values ?? [])]).toEqual(chainData.y);
    const [one, two] = [await drawsOf(posterior, 5), await drawsOf(loaded, 5)];
    expect(two).toEqual(one);
    const json = drawsJson(one);
    const labels = [json.latents["z"]].flat(4);
    expect(labels).toHaveLength(20);
    expect(new Set(labels)).toEqual(new Set(["calm", "wild"]));
  });

  test("and no other keeps any", async () => {
    const posterior = value(await fit(compiled(lineText), [await source(lineData)], { infer: "point" }));
    expect(posterior.training).toBeUndefined();
    expect(await openStateDraws(posterior, keyOf(1), createWasm())).toBeNull();
  });
});
