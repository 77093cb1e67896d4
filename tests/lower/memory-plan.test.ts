import fc from "fast-check";
import { expect, test } from "vitest";
import type { Unplaced } from "../../src/lower/buffers.ts";
import { placeBuffers } from "../../src/lower/memory-plan.ts";

const temporaries = fc.array(fc.tuple(fc.nat(200), fc.nat(20), fc.nat(6)), { maxLength: 40 }).map((list) =>
  list.map(([elements, first, length], id): Unplaced => {
    const lifetime = [first, first + length] as const;
    return { id, name: `t${id}`, role: "temporary", dtype: "f64", elements, lifetime };
  }),
);

// Planted: `<=` for `<` where lifetimes are compared; red here.
test("buffers alive at the same time never share a byte, and all stand within the arena on multiples of 64", () => {
  fc.assert(
    fc.property(temporaries, (list) => {
      const { buffers, bytes } = placeBuffers(list);
      for (const a of buffers) {
        expect(a.offset % 64).toBe(0);
        expect(a.offset + a.elements * 8 + 64).toBeLessThanOrEqual(bytes);
        for (const b of buffers) {
          if (a.id >= b.id || a.lifetime === undefined || b.lifetime === undefined) continue;
          const together = a.lifetime[0] <= b.lifetime[1] && b.lifetime[0] <= a.lifetime[1];
          const apart = a.offset + a.elements * 8 <= b.offset || b.offset + b.elements * 8 <= a.offset;
          expect(!together || apart).toBe(true);
        }
      }
    }),
  );
});

test("a chain of temporaries needs room for two", () => {
  const chain = Array.from({ length: 10 }, (_, id): Unplaced => {
    return { id, name: `t${id}`, role: "temporary", dtype: "f32", elements: 16, lifetime: [id, id + 1] };
  });
  expect(placeBuffers(chain).bytes).toBe(3 * 64);
  expect(placeBuffers(chain, false).bytes).toBe(11 * 64);
});
