import { describe, expect, test } from "vitest";
import { predict } from "../../src/pipeline.ts";
import { source, value } from "../pipeline-models.ts";
import {
  chainData,
  chainPoint,
  chainText,
  groupData,
  groupPoint,
  groupText,
  groupValues,
  marginalOf,
  pointOf,
} from "./discrete-cases.ts";

const meanAt = (strong: number) => (1 - strong) * -0.5 + strong * 1;

describe("a new row", () => {
  const meansOf = async (schools: readonly string[]) => {
    const posterior = await pointOf(groupText, groupData, groupPoint);
    const { columns } = value(await predict(posterior, [await source({ school: schools })], {}));
    return [...(columns.get("y_mean") ?? [])];
  };

  // Planted: the prior's weights for every school.
  test("of a known group is of its kind as the training data tell", async () => {
    const joint = groupValues();
    const [a, b, again] = await meansOf(["a", "b", "a"]);
    expect(a).toBeCloseTo(meanAt(marginalOf(joint, 0, "1")), 10);
    expect(b).toBeCloseTo(meanAt(marginalOf(joint, 1, "1")), 10);
    expect(again).toBe(a);
  });

  // Planted: a new school taken for the first one.
  test("of a new one is weighed by the prior, and changes nothing of the others", async () => {
    const [a, fresh] = await meansOf(["a", "z"]);
    expect(a).toBeCloseTo(meanAt(marginalOf(groupValues(), 0, "1")), 10);
    expect(fresh).toBeCloseTo(meanAt(0.6), 10);
  });
});

test("rows' own labels and chains are told of by the new data alone", async () => {
  const posterior = await pointOf(chainText, chainData, chainPoint);
  const { columns } = value(await predict(posterior, [await source({ y: [0.4] })], {}));
  expect(columns.get("y_mean")?.[0]).toBeCloseTo(0.25, 12);
});
