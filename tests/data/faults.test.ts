import { expect, test } from "vitest";
import { gatherFaults } from "../../src/data/faults.ts";
import { diagnose } from "../../src/diagnostic/diagnostic.ts";

test("a column's faults are one diagnostic at the first, the others counted", () => {
  const faults = gatherFaults();
  for (let line = 2; line < 10; line++) {
    const at = { file: "data.csv", line, column: 1 };
    faults.add(
      "empty a",
      () => at,
      (first, notes) => diagnose("H0614", { column: "a" }, { at: first, notes }),
    );
  }
  const [only, ...others] = faults.list();
  expect(others).toEqual([]);
  expect(only?.primary).toEqual({ file: "data.csv", line: 2, column: 1 });
  expect(only?.notes).toEqual(["and 7 more in this column, at line 3, 4, 5, 6, …"]);
});

test("a place is looked for only where it is shown", () => {
  const faults = gatherFaults();
  let looked = 0;
  for (let i = 0; i < 1000; i++) {
    const place = () => ({ file: "data.csv", line: ++looked, column: 1 });
    faults.add("empty a", place, (at, notes) => diagnose("H0614", { column: "a" }, { at, notes }));
  }
  expect(faults.list()[0]?.notes).toEqual(["and 999 more in this column, at line 2, 3, 4, 5, …"]);
  expect(looked).toBe(5);
});

test("beyond six columns the rest is counted", () => {
  const faults = gatherFaults();
  for (let column = 1; column <= 9; column++) {
    const at = { file: "data.csv", line: 2, column };
    faults.add(
      `empty ${column}`,
      () => at,
      (_, notes) => diagnose("H0614", { column: `c${column}` }, { at, notes }),
    );
  }
  expect(faults.list()).toHaveLength(6);
  expect(faults.list()[5]?.notes).toEqual(["and 3 more columns with faults"]);
});
