import { describe, expect, test } from "vitest";
import type { Dimension } from "../../src/shape/dimension.ts";
import { listNames, printType } from "../../src/shape/print.ts";

const n: Dimension = { name: "N", id: "N", origin: "data", size: null, labels: null, twin: null };
const hidden: Dimension = { ...n, name: "hidden", id: "f.hidden", origin: "layer", size: 5 };

describe("types are printed as they are written", () => {
  test("elements and dimensions", () => {
    expect(printType({ support: { kind: "real" }, dimensions: [n, hidden] })).toBe("real[N, hidden]");
    expect(printType({ support: { kind: "positive" }, dimensions: [] })).toBe("positive");
  });

  test("intervals, labels and ordered values", () => {
    expect(printType({ support: { kind: "interval", low: -1, high: 2.5 }, dimensions: [n] })).toBe(
      "interval(-1, 2.5)[N]",
    );
    expect(printType({ support: { kind: "label", dimension: n }, dimensions: [hidden] })).toBe("N[hidden]");
    expect(printType({ support: { kind: "ordered", positive: true }, dimensions: [n] })).toBe(
      "ordered positive[N]",
    );
  });

  test("lists read like sentences", () => {
    expect(listNames([])).toBe("");
    expect(listNames(["D"])).toBe("D");
    expect(listNames(["N", "D"], "or")).toBe("N or D");
    expect(listNames(["N", "D", "K"])).toBe("N, D and K");
  });
});
