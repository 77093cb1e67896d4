import { expect, test } from "vitest";
import { type Key, randomValues } from "../../src/tensor/random.ts";
import { Uniforms } from "../../src/tensor/uniforms.ts";

// Seen red: the step left out of `begin`; the second word's shift of 7.
test("they are the elements of the op, stream by stream and step by step", () => {
  const uniforms = new Uniforms();
  const key: Key = [123, 4_000_000_000];
  for (const [stream, step] of [
    [0, 0],
    [3, 1],
    [3, 77],
  ] as const) {
    uniforms.begin(key, stream, step);
    const drawn = Array.from({ length: 20 }, () => uniforms.next());
    expect(drawn).toEqual([...randomValues("uniform", "f64", key, stream, step, 20)]);
  }
});
