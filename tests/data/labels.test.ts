import { expect, test } from "vitest";
import { gatherFaults } from "../../src/data/faults.ts";
import { convertLabels, distinctLabels, labelDimension } from "../../src/data/labels.ts";
import { field } from "./field.ts";
import { dimension, N, span, variable } from "./program.ts";

const Kind = dimension("Kind");
const kind = variable("kind", { kind: "label", dimension: Kind }, [N]);

test("labels of a second name are its owner's", () => {
  const State = dimension("State", null, ["wet", "dry"]);
  const Next = { ...dimension("Next"), twin: State };
  expect(labelDimension(field(variable("n", { kind: "label", dimension: Next }, [N])))).toBe(State);
});

test("distinct labels of kept elements, those of several columns together", () => {
  const fields = [field(kind, ["b", "a", "NA", "z"]), field(kind, ["c", null, "b", "b"])];
  expect(distinctLabels(fields, (_, i) => i < 3)).toEqual(["a", "b", "c"]);
});

test("positions, −1 for a missing one; an unknown one says what training saw", () => {
  const faults = gatherFaults();
  expect([...convertLabels(field(kind, ["b", null, "1.0"]), Kind, ["1", "b"], true, null, faults)]).toEqual([
    1, -1, 0,
  ]);
  expect(faults.list()).toEqual([]);
  const obstacle = { span, text: "improper", why: "a flat prior has no draws" };
  convertLabels(field(kind, ["q"]), Kind, ["1", "b"], true, obstacle, faults);
  expect(faults.list()[0]).toMatchObject({
    code: "H0634",
    notes: ["training saw 1, b", "a flat prior has no draws"],
  });
});
