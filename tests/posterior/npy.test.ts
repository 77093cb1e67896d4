import fc from "fast-check";
import { expect, test } from "vitest";
import { readNpy, writeNpy } from "../../src/posterior/npy.ts";

test("every array comes back bit for bit, in half the room where f32 holds it", () => {
  const single = fc.float({ noNaN: false });
  const numbers = fc.array(fc.oneof(single, fc.double()), { maxLength: 12 });
  fc.assert(
    fc.property(numbers, (chosen) => {
      const values = Float64Array.from(chosen);
      const found = readNpy(writeNpy({ shape: [chosen.length, 1], values }));
      expect(found?.shape).toEqual([chosen.length, 1]);
      expect([...(found?.values ?? [])]).toEqual(chosen);
    }),
  );
  const exact = writeNpy({ shape: [1000], values: new Float64Array(1000).fill(0.5) });
  const wide = writeNpy({ shape: [1000], values: new Float64Array(1000).fill(0.1) });
  expect(wide.length - exact.length).toBe(4000);
});

test("the header is NumPy's: aligned to 64 bytes, a tuple of one with its comma", () => {
  for (const shape of [[], [3], [2, 3]]) {
    const bytes = writeNpy({
      shape,
      values: new Float64Array(shape.reduce((n, size) => n * size, 1)).fill(0.1),
    });
    const text = new TextDecoder("latin1").decode(bytes);
    const end = text.indexOf("\n") + 1;
    expect(end % 64).toBe(0);
    const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
    expect(text.slice(10, end)).toContain(`{'descr': '<f8', 'fortran_order': False, 'shape': (${tuple}), }`);
  }
});

test("anything else, or a file cut short, is null", () => {
  const bytes = writeNpy({ shape: [4], values: Float64Array.of(1, 2, 3, 4) });
  for (let length = 0; length < bytes.length; length++) expect(readNpy(bytes.subarray(0, length))).toBeNull();
  expect(readNpy(Uint8Array.from([...bytes, 0]))).toBeNull();
});
