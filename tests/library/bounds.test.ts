import { describe, expect, test } from "vitest";
import { boundFault, cdfBetween, endsOf, supportBetween } from "../../src/library/bounds.ts";
import { normal } from "../../src/library/distributions/normal.ts";
import { poisson } from "../../src/library/distributions/poisson.ts";
import { vonMises } from "../../src/library/distributions/von-mises.ts";
import { weibull } from "../../src/library/distributions/weibull.ts";

const given = (values: Record<string, number | null>) => ({ values, observed: true });
const faultOf = (values: Record<string, number | null>, row = normal) =>
  boundFault(row, given(values))?.fault;

test("bounds are given, in order, and cut something off", () => {
  expect(faultOf({})).toBe("needs low, high or both");
  expect(faultOf({ low: 2, high: 1 })).toBe("has its low bound at its high one, or above");
  expect(faultOf({ low: 0 }, weibull)).toBe("has a low bound that cuts nothing off weibull");
  expect(faultOf({ low: 1 }, vonMises)).toBe("needs both tails of von_mises, which I do not have");
  expect(faultOf({ low: 0 }, poisson)).toBe("has a low bound that cuts nothing off poisson");
  expect(faultOf({ low: 1 }, poisson)).toBeUndefined();
  expect(faultOf({ low: 1, high: null })).toBeUndefined();
});

describe("where a truncated distribution lies", () => {
  test.each([
    [{ low: 0 }, { kind: "positive" }],
    [{ low: 0, high: 1 }, { kind: "unit" }],
    [
      { low: -1, high: 2 },
      { kind: "interval", low: -1, high: 2 },
    ],
    [{ low: 3 }, null],
    [{ high: 3 }, null],
  ])("a normal at %o", (values, support) => {
    expect(supportBetween({ kind: "real" }, given(values), false)).toEqual(support);
  });

  test("for data one bound alone leaves what holds it", () => {
    expect(supportBetween({ kind: "real" }, given({ low: 3 }), true)).toEqual({ kind: "positive" });
    expect(supportBetween({ kind: "real" }, given({ high: 3 }), true)).toEqual({ kind: "real" });
    expect(supportBetween({ kind: "real" }, given({ low: null }), true)).toEqual({ kind: "real" });
    expect(supportBetween({ kind: "positive" }, given({ high: 5 }), true)).toEqual({
      kind: "interval",
      low: 0,
      high: 5,
    });
  });
});

// Planted: the difference of cdfs for all, 0/0 here.
test("the cdf between bounds, in the upper tail too", () => {
  const p = { mean: 0, sd: 1 };
  const between = (x: number) => cdfBetween(normal, x, 10, Infinity, p);
  expect(between(9)).toBe(0);
  expect(between(10.1)).toBeCloseTo(0.637511450285643, 10);
  expect(cdfBetween(normal, 0, -Infinity, 0.5, p)).toBeCloseTo(0.5 / 0.6914624612740131, 12);
  expect(cdfBetween(normal, 3, 0, 1, p)).toBe(1);
});

test("counts are counts between bounds too, which they include", () => {
  expect(supportBetween({ kind: "count" }, given({ low: 1 }), false)).toEqual({ kind: "count" });
  // Planted: P(X > 2) for P(X ≥ 2).
  const between = (x: number) => cdfBetween(poisson, x, 2, 4, { rate: 1 });
  const total = 1 / 2 + 1 / 6 + 1 / 24;
  expect([1, 2, 3, 4].map(between)).toEqual(
    [0, 1 / 2 / total, 2 / 3 / total, 1].map((p) => expect.closeTo(p, 12)),
  );
  expect(Object.keys(endsOf({}))).toEqual(["low", "high"]);
});
