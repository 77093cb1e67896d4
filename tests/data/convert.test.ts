import { expect, test } from "vitest";
import { convertNumbers, isMissing, violation } from "../../src/data/convert.ts";
import { gatherFaults } from "../../src/data/faults.ts";
import type { Support } from "../../src/shape/support.ts";
import { field } from "./field.ts";
import { dimension, N, variable } from "./program.ts";

test.each<[Support, readonly number[], readonly number[]]>([
  [{ kind: "real" }, [-1, 0, 1e300], []],
  [{ kind: "positive" }, [1e-300], [0, -1]],
  [{ kind: "nonnegative" }, [0, 1], [-1e-300]],
  [{ kind: "unit" }, [0, 1], [-0.1, 1.1]],
  [{ kind: "interval", low: -2, high: 3 }, [-2, 3], [-2.1, 3.1]],
  [{ kind: "int" }, [-3, 0], [0.5]],
  [{ kind: "count" }, [0, 7], [-1, 0.5]],
  [{ kind: "bool" }, [0, 1], [2, 0.5]],
])("$kind", (support, inside, outside) => {
  for (const value of inside) expect(violation(support, value)).toBeNull();
  for (const value of outside) expect(violation(support, value)).toBeTypeOf("string");
});

test("missing: empty, words for it; a declared label of that name is a label", () => {
  const label: Support = { kind: "label", dimension: dimension("Country") };
  expect(isMissing(null, { kind: "real" }, null)).toBe(true);
  expect(isMissing("nan", { kind: "real" }, null)).toBe(true);
  expect(isMissing("NA", label, null)).toBe(true);
  expect(isMissing("NA", label, ["NA", "DE"])).toBe(false);
  expect(isMissing("none", label, null)).toBe(false);
});

test("numbers of a text column, with codes and missing values", () => {
  const faults = gatherFaults();
  const v = variable("v", "real", [N]);
  expect([...convertNumbers(field(v, ["007", "NA", 2, " 3"]), faults)].slice(0, 3)).toEqual([
    7,
    Number.NaN,
    2,
  ]);
});

test.each([
  ["1,234", "separators of thousands"],
  ["3,14", "decimal point"],
  ["$5", "without its unit"],
  ["?", "missing = drop"],
])("%s is explained", (text, help) => {
  const faults = gatherFaults();
  convertNumbers(field(variable("v", "real", [N]), [1, text]), faults);
  expect(faults.list()[0]?.title).toBe(`"${text}" is not a number, in the column c1`);
  expect(faults.list()[0]?.help).toContain(help);
});

test("a simplex that does not sum to 1 is a fault at its first entry, one that does is none", () => {
  const shares = variable("share", "simplex", [N, dimension("K")]);
  const faultsOf = (last: number) => {
    const faults = gatherFaults();
    convertNumbers(field(shares, [0.5, 0.2], [0.5, last]), faults);
    return faults.list();
  };
  expect(faultsOf(0.8)).toEqual([]);
  expect(faultsOf(0.7)).toMatchObject([{ code: "H0616", primary: { line: 3, column: 1 } }]);
});
