import { describe, expect, test } from "vitest";
import {
  behind,
  declare,
  excerpt,
  lookUpDimension,
  mention,
  pathText,
  type Scope,
  scopeOf,
} from "../../src/check/scope.ts";
import type { Dimension } from "../../src/shape/dimension.ts";

const source = { name: "t", text: "alpha  ~\n normal(0, 1)" };
const span = { source, start: 0, end: 5 };
const fresh = (): Scope => scopeOf(source, { announced: new Map(), bracketed: new Set(), lost: new Set() });
const value = {
  what: "latent",
  name: "a",
  span,
  element: null,
  type: null,
  network: null,
  local: false,
} as const;
const width = (network: string): Dimension => ({
  name: "hidden",
  id: `${network}.hidden`,
  origin: "layer",
  size: 5,
  labels: null,
  twin: null,
});

describe("a scope", () => {
  test("holds a name once", () => {
    const scope = fresh();
    declare(scope, value);
    declare(scope, { ...value, what: "data" });
    expect(scope.values.get("a")?.what).toBe("latent");
    expect(scope.mistakes.all().map(({ code }) => code)).toEqual(["H0205"]);
  });

  test("a layer's dimension is found by its name while there is one of it", () => {
    const scope = fresh();
    const hidden = mention(scope, width("f"));
    expect(lookUpDimension(scope, "hidden")).toBe(hidden);
    mention(scope, width("g"));
    expect(lookUpDimension(scope, "hidden")).toBeNull();
  });
});

test("texts for messages", () => {
  expect(excerpt({ source, start: 0, end: source.text.length })).toBe("alpha ~ normal(0, 1)");
  expect(excerpt({ source: { name: "t", text: "x".repeat(99) }, start: 0, end: 99 })).toBe("this");
  expect(behind(span)).toEqual({ source, start: 5, end: 5 });
  expect(
    pathText([
      { text: "f", span },
      { text: "bias", span },
    ]),
  ).toBe("f.bias");
});
