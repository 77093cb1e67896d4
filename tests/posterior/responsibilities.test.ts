import { describe, expect, test } from "vitest";
import { createWasm } from "../../src/backend/wasm/runtime.ts";
import { predict, responsibilitiesOf } from "../../src/pipeline.ts";
import { responsibilities } from "../../src/posterior/responsibilities.ts";
import { source, value } from "../pipeline-models.ts";
import {
  chainData,
  chainPaths,
  chainPoint,
  chainText,
  groupData,
  groupPoint,
  groupText,
  groupValues,
  marginalOf,
  pointOf,
} from "./discrete-cases.ts";

const close = (found: unknown, wanted: number) => expect(Number(found)).toBeCloseTo(wanted, 12);

// Planted: the derivative carried back no step, so that states are filtered, not smoothed.
test("of a chain are its smoothed states", async () => {
  const posterior = await pointOf(chainText, chainData, chainPoint);
  const { z } = await responsibilitiesOf(posterior);
  expect(z?.values).toEqual(["calm", "wild"]);
  const p = [z?.p].flat(2);
  chainData.y.forEach((_, t) => {
    close(p[2 * t], marginalOf(chainPaths(), t, "0"));
    close(p[2 * t + 1], marginalOf(chainPaths(), t, "1"));
  });
});

// Planted: the group's own weight left out of its rows'.
test("of rows and of groups are Bayes' rule over all values", async () => {
  const posterior = await pointOf(groupText, groupData, groupPoint);
  const { kind, outlier } = await responsibilities(posterior, { seed: 1, runtime: createWasm() });
  const joint = groupValues();
  const [kinds, outliers] = [[kind?.p].flat(2), [outlier?.p].flat(2)];
  [0, 1].forEach((school) => close(kinds[2 * school + 1], marginalOf(joint, school, "1")));
  [0, 1, 2].forEach((n) => close(outliers[2 * n + 1], marginalOf(joint, 2 + n, "1")));
  expect(outlier?.values).toEqual(["0", "1"]);
});

describe("predictions give them for rows", () => {
  const columnsOf = async (posterior: Awaited<ReturnType<typeof pointOf>>, data: unknown) => {
    const { columns } = value(await predict(posterior, [await source(data)], {}));
    return columns;
  };

  test("beside the response", async () => {
    const columns = await columnsOf(await pointOf(chainText, chainData, chainPoint), chainData);
    expect([...columns.keys()].slice(-2)).toEqual(["z_p_calm", "z_p_wild"]);
    chainData.y.forEach((_, t) => close(columns.get("z_p_wild")?.[t], marginalOf(chainPaths(), t, "1")));
  });

  test("of rows' own latents, not of groups'", async () => {
    const columns = await columnsOf(await pointOf(groupText, groupData, groupPoint), groupData);
    expect([...columns.keys()].filter((name) => name.includes("_p_"))).toEqual([
      "outlier_p_0",
      "outlier_p_1",
    ]);
    [0, 1, 2].forEach((n) => close(columns.get("outlier_p_1")?.[n], marginalOf(groupValues(), 2 + n, "1")));
  });

  test("and none where the response is not there", async () => {
    const posterior = await pointOf(groupText, groupData, groupPoint);
    const columns = await columnsOf(posterior, { school: groupData.school });
    expect([...columns.keys()].some((name) => name.includes("_p_"))).toBe(false);
  });
});
