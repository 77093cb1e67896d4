import { describe, expect, test } from "vitest";
import { align, without } from "../../src/shape/align.ts";
import type { Dimension } from "../../src/shape/dimension.ts";

function dimension(name: string, origin: Dimension["origin"] = "data"): Dimension {
  return { name, id: name, origin, size: null, labels: null, twin: null };
}

const [n, d, k] = [dimension("N"), dimension("D"), dimension("K")];
const three = dimension("3", "anonymous");

describe("align", () => {
  test("the left operand's dimensions come first, shared ones once", () => {
    expect(align([n, d], [k, n])).toEqual({ ok: true, dimensions: [n, d, k] });
    expect(align([k, n], [n, d])).toEqual({ ok: true, dimensions: [k, n, d] });
  });

  test("a scalar aligns with everything", () => {
    expect(align([], [three])).toEqual({ ok: true, dimensions: [three] });
    expect(align([three], [])).toEqual({ ok: true, dimensions: [three] });
  });

  test("a literal size aligns with itself alone", () => {
    expect(align([n, three], [three])).toEqual({ ok: true, dimensions: [n, three] });
    const other = dimension("3", "anonymous");
    expect(align([n, three], [other])).toEqual({ ok: false, left: [n, three], right: [other] });
    expect(align([d], [three])).toEqual({ ok: false, left: [d], right: [three] });
  });

  test("without keeps the order", () => expect(without([n, d, k], [d])).toEqual([n, k]));
});
