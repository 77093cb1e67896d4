/** Every block's parts, where they belong. */

import { describe, expect, test } from "vitest";
import { bare, block, good } from "./fixtures.ts";

const named = (text: string) => ({ text });

describe("dim", () => {
  test("a size, a range, labels, a second name", () => {
    const values = good('dim A = 3 dim B = 1..85 dim C = { red, "light blue", 3 } dim D = A').blocks.map(
      (found) => found.kind === "dim" && bare(found.value),
    );
    const number = (text: string) => ({ kind: "number", text, value: Number(text) });
    expect(values).toEqual([
      { kind: "size", size: number("3") },
      { kind: "range", low: number("1"), high: number("85") },
      { kind: "labels", labels: ["red", "light blue", "3"].map(named) },
      { kind: "twin", dimension: named("A") },
    ]);
  });
});

describe("data", () => {
  test("the table, its sources, and each kind of item", () => {
    const data = block(
      "data",
      'data t "a.csv", "b ""c"".csv" { x: real[N, 3] from a.."b c", d standardized  missing = drop  h: int = 2 }',
    );
    expect(data.name?.text).toBe("t");
    expect(data.sources.map((source) => source.text)).toEqual(["a.csv", 'b "c".csv']);
    expect(data.items.map((item) => item.kind)).toEqual(["variable", "missing", "definition"]);
    const [x] = data.items;
    expect(x?.kind === "variable" && bare(x.columns)).toEqual([
      { first: named("a"), last: named("b c") },
      { first: named("d"), last: null },
    ]);
    expect(x?.kind === "variable" && x.standardized && x.type.dimensions.map(({ kind }) => kind)).toEqual([
      "name",
      "size",
    ]);
  });

  test("without a source, and without anything", () => {
    expect(block("data", "data { }")).toMatchObject({ name: null, sources: [], items: [] });
  });
});

describe("types", () => {
  const typeOf = (text: string) => {
    const [item] = block("data", `data { x: ${text} }`).items;
    return item?.kind === "variable" ? item.type : null;
  };
  test("ordered is an element, or stands before one", () => {
    expect(typeOf("ordered[K]")).toMatchObject({ ordered: null, element: named("ordered") });
    expect(typeOf("ordered positive[K]")?.ordered).not.toBeNull();
    expect(typeOf("ordered positive[K]")).toMatchObject({ element: named("positive") });
  });
  test("parameters", () => expect(typeOf("interval(-1, 1)[N]")?.arguments).toHaveLength(2));
});

describe("network", () => {
  test("layers, labels and bodies", () => {
    const network = block(
      "network",
      "network f: real[D] -> real[C] { hidden: dense(50, relu) residual { inner: dense } dense }",
    );
    expect(network.output.kind).toBe("type");
    const [hidden, residual, out] = network.layers;
    expect([hidden?.label?.text, hidden?.layer.text, hidden?.arguments.length, hidden?.body]).toEqual([
      "hidden",
      "dense",
      2,
      null,
    ]);
    expect(residual?.body?.map((layer) => layer.label?.text)).toEqual(["inner"]);
    expect([out?.label, out?.arguments]).toEqual([null, []]);
  });
  test("heads", () => {
    const { output } = block("network", "network f: real -> { mean: real, scale: positive } { dense }");
    expect(output.kind === "heads" && output.heads.map((head) => head.name.text)).toEqual(["mean", "scale"]);
  });
});

describe("prior, likelihood and infer", () => {
  test("draws and definitions", () => {
    const { statements } = block(
      "prior",
      "prior { f.hidden.weight ~ flat  s: positive ~ g(1)  t: real[N] = 2 }",
    );
    expect(
      statements.map(({ kind, target, type }) => [kind, target.parts.length, type?.element.text]),
    ).toEqual([
      ["draw", 3, undefined],
      ["draw", 1, "positive"],
      ["definition", 1, "real"],
    ]);
    expect(block("likelihood", "likelihood { }").statements).toEqual([]);
  });
  test("a method, its own name and its options", () => {
    expect(block("infer", "infer exact")).toMatchObject({ name: null, method: named("exact"), options: [] });
    const infer = block("infer", "infer wide: laplace { weights = f.hidden  rank = 3 }");
    expect(infer.name?.text).toBe("wide");
    expect(infer.options.map((option) => option.name.text)).toEqual(["weights", "rank"]);
  });
});
