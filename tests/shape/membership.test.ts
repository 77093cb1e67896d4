import { describe, expect, test } from "vitest";
import { firstTiedFault } from "../../src/shape/membership.ts";
import type { Support } from "../../src/shape/support.ts";

const tiedFault = (support: Support, entries: readonly number[]) =>
  firstTiedFault(support, entries, entries.length)?.wanted ?? null;

describe("what ties entries together", () => {
  test("a simplex is nonnegative and sums to 1", () => {
    expect(tiedFault({ kind: "simplex" }, [0.2, 0.3, 0.5])).toBeNull();
    expect(tiedFault({ kind: "simplex" }, [0.2, 0.3, 0.500001])).toBe("a sum of 1");
    expect(tiedFault({ kind: "simplex" }, [-0.2, 0.7, 0.5])).toBe("nonnegative");
  });

  test("ordered values grow, from above 0 where they are positive", () => {
    const ordered = { kind: "ordered", positive: false } as const;
    const positive = { kind: "ordered", positive: true } as const;
    expect(tiedFault(ordered, [-1, 0, 5])).toBeNull();
    expect(tiedFault(ordered, [0, -1])).toBe("in increasing order");
    expect(tiedFault(positive, [-1, 2])).toBe("positive");
  });

  test("a covariance is symmetric and positive definite, a correlation has ones on its diagonal", () => {
    expect(tiedFault({ kind: "covariance" }, [2, 1, 1, 3])).toBeNull();
    expect(tiedFault({ kind: "covariance" }, [2, 1, 1.1, 3])).toBe("symmetric");
    expect(tiedFault({ kind: "covariance" }, [1, 2, 2, 1])).toBe("positive definite");
    expect(tiedFault({ kind: "correlation" }, [2, 1, 1, 3])).toBe("1 on the diagonal");
    expect(tiedFault({ kind: "correlation" }, [1, 0.5, 0.5, 1])).toBeNull();
    expect(tiedFault({ kind: "real" }, [1])).toBeNull();
  });

  test("of many the first that is not so", () => {
    expect(firstTiedFault({ kind: "simplex" }, [0.5, 0.5, 0.5, 0.6], 2)).toEqual({
      start: 2,
      wanted: "a sum of 1",
    });
    expect(firstTiedFault({ kind: "simplex" }, [0.5, 0.5, 0.4, 0.6], 2)).toBeNull();
  });
});
