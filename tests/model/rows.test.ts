import { expect, test } from "vitest";
import { aliveIn, seenIn, seenName, withAlive, withSeen } from "../../src/model/rows.ts";
import { createBuilder } from "../../src/tensor/build.ts";

test("all rows count where nothing says which", () => {
  const b = createBuilder("f64");
  const rows = { name: "N", id: "N", origin: "data", size: null, labels: null, twin: null } as const;
  const alive = b.lt(b.iota([3], 0, "i32"), 2);
  expect(aliveIn(new Map())).toBeNull();
  expect(aliveIn(withAlive(new Map(), rows, alive))).toBe(alive);
});

test("what was seen of a response stands under a name that no model has", () => {
  const b = createBuilder("f64");
  const seen = { tensor: b.lt(b.iota([3], 0, "i32"), 2), dimensions: [] };
  expect(seenIn(withSeen(new Map(), "y", seen), "y")).toBe(seen);
  expect(seenIn(withSeen(new Map(), "y", seen), "k")).toBeNull();
  expect(seenName("y")).toContain(":");
});
