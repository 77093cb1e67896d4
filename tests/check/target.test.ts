import { describe, expect, test } from "vitest";
import { multiNormal } from "../../src/library/distributions/multi-normal.ts";
import { normal } from "../../src/library/distributions/normal.ts";
import { calleeOf, declaration, drawsOf, isBare, type Target } from "../../src/check/target.ts";

const text = "y ~ normal(0, 1)";
const span = { source: { name: "t", text }, start: 0, end: 1 };
const target: Target = {
  kind: "response",
  name: "y",
  type: { support: { kind: "real" }, dimensions: [] },
  span,
  declared: span,
  element: null,
};

describe("what stands left of ~", () => {
  test("is called by its declaration, its draws by their kind", () => {
    expect(declaration(target)).toEqual({ span, text: "y: real" });
    expect(drawsOf({ kind: "count" })).toBe("counts");
    expect(drawsOf({ kind: "simplex" })).toBe("simplex values");
  });

  // Planted: any distribution taken for one of vectors.
  test("is bare where vectors are drawn and it is a number", () => {
    expect([isBare(multiNormal, target), isBare(normal, target)]).toEqual([true, false]);
  });

  test("is told apart from the distribution's own word", () => {
    const callee = { text: "normal", span: { ...span, start: 4, end: 10 } };
    expect(calleeOf({ kind: "call", callee, arguments: [], span: { ...span, start: 4, end: 16 } })).toEqual(
      callee.span,
    );
  });
});
