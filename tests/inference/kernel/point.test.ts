import { expect, test } from "vitest";
import { layoutOf } from "../../../src/inference/kernel/layout.ts";
import { atOnePoint, pointOf } from "../../../src/inference/kernel/point.ts";
import { taskOf } from "../fixture.ts";
import { randomLine } from "../line.ts";
import { evaluated } from "./run-graph.ts";

test("the objective is the sum of its terms, the likelihood scaled to all rows", async () => {
  const { text, x, y } = randomLine(3, 6, 1);
  const task = taskOf(text("map"), { x, y });
  const ascent = atOnePoint(task.model, layoutOf(task.model, task.bound.facts.sizes));
  const terms = async (indices: readonly number[] | null) =>
    (
      await evaluated(task, indices, (b, rows) => {
        const values = new Map([
          [pointOf("w"), b.literal([0.3], [1])],
          [pointOf("b"), b.constant(0.2)],
        ]);
        const objective = ascent.objective(b, values, rows, () => b.constant(0));
        expect([...objective.terms.keys()]).toEqual(["the prior of w", "the prior of b", "the likelihood"]);
        return [objective.value, ...objective.terms.values()];
      })
    ).flat();
  const [value = NaN, ...parts] = await terms(null);
  expect(value).toBeCloseTo(
    parts.reduce((sum, part) => sum + part, 0),
    12,
  );
  const halves = [(await terms([0, 1, 2]))[0] ?? NaN, (await terms([3, 4, 5]))[0] ?? NaN];
  expect((halves[0] ?? NaN) / 2 + (halves[1] ?? NaN) / 2).toBeCloseTo(value, 10);
});
