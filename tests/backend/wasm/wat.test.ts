import { expect, test } from "vitest";
import { printWat } from "../../../src/backend/wasm/wat.ts";
import type { Instruction } from "../../../src/backend/wasm/assembler.ts";

test("modules print in the text format", () => {
  const body: readonly Instruction[] = [
    { name: "block" },
    { name: "i32.const", a: -1 },
    { name: "f32.load", a: 8 },
    { name: "f32.const", a: -Infinity },
    { name: "f32.add" },
    { name: "local.set", a: 0 },
    { name: "end" },
    { name: "call", a: 1 },
  ];
  const functions = [
    { name: "kernel", parameters: [], locals: ["f32"] as const, body, exported: false },
    { name: "step", parameters: ["i32"] as const, locals: [], body: [], exported: true },
  ];
  expect(printWat({ functions, pages: 2, shared: true })).toBe(`(module
  (import "arena" "memory" (memory 2 2 shared))
  (func $kernel
    (local f32)
    block
      i32.const -1
      f32.load offset=8
      f32.const -inf
      f32.add
      local.set 0
    end
    call $step
  )
  (func $step (export "step") (param i32)
  )
)
`);
});
