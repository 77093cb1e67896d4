import { expect, test } from "vitest";
import { hasRelaxedMadd, hasSharedMemory } from "../../../src/backend/wasm/features.ts";

test("the probe is a module that differs from a valid one by its one instruction", () => {
  const { validate } = WebAssembly;
  const probes: Uint8Array<ArrayBuffer>[] = [];
  WebAssembly.validate = (bytes) => {
    probes.push(new Uint8Array(bytes as ArrayBuffer));
    return validate(bytes);
  };
  try {
    const found = hasRelaxedMadd();
    const probe = probes[0] ?? new Uint8Array(0);
    // fd 85 02 is f32x4.relaxed_madd; fd 52, bitselect, has the same operands and needs no relaxed SIMD.
    const at = probe.findIndex((_, i) => probe[i] === 0xfd && probe[i + 1] === 0x85 && probe[i + 2] === 0x02);
    expect(at).toBeGreaterThan(0);
    const known = probe.slice();
    known.set([0xfd, 0xd2, 0x00], at);
    expect(validate(known)).toBe(true);
    expect(found).toBe(validate(probe));
  } finally {
    WebAssembly.validate = validate;
  }
});

test("shared memory is there where its constructor is", () => {
  expect(hasSharedMemory()).toBe(true);
});
