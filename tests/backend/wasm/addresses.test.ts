import { expect, test } from "vitest";
import { Addresses } from "../../../src/backend/wasm/addresses.ts";
import { Code } from "../../../src/backend/wasm/code.ts";
import type { Buffer } from "../../../src/lower/loop-program.ts";

const buffer: Buffer = { id: 0, name: "x", role: "input", dtype: "f32", elements: 100, offset: 640 };
const index = { id: 5, depth: 1 };

function written(constant: number, coefficient: number) {
  const code = new Code();
  code.keep(index.id, "i32");
  const at = { constant, terms: [{ index, coefficient }], indirect: [] };
  const offset = new Addresses(code, [buffer]).address(0, at, 4, () => undefined);
  return { offset, names: code.body.map(({ name }) => name) };
}

test("constants go into the instruction's offset, powers of two are shifts", () => {
  expect(written(3, 2)).toEqual({ offset: 652, names: ["local.get", "i32.const", "i32.shl"] });
  expect(written(3, 3).names).toEqual(["local.get", "i32.const", "i32.mul"]);
});

test("an address that counts down takes its offset in first, as the machine adds without sign", () => {
  expect(written(9, -1)).toEqual({
    offset: 0,
    names: ["local.get", "i32.const", "i32.mul", "i32.const", "i32.add"],
  });
});
