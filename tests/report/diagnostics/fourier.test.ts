import fc from "fast-check";
import { expect, test } from "vitest";
import { Bug } from "../../../src/diagnostic/bug.ts";
import { fourier } from "../../../src/report/diagnostics/fourier.ts";

// Planted and seen red: the sign of the exponent, a butterfly that forgets its twiddle factor.
test("the transform is the sum that defines it", () => {
  const number = fc.double({ min: -10, max: 10, noNaN: true });
  const complexSeries = fc
    .integer({ min: 0, max: 6 })
    .chain((power) =>
      fc.tuple(fc.array(number, { minLength: 2 ** power, maxLength: 2 ** power }), fc.infiniteStream(number)),
    );
  fc.assert(
    fc.property(complexSeries, ([first, rest]) => {
      const size = first.length;
      const second = first.map(() => rest.next().value as number);
      const [real, imaginary] = [Float64Array.from(first), Float64Array.from(second)];
      fourier(real, imaginary);
      for (let k = 0; k < size; k++) {
        let [re, im] = [0, 0];
        for (let n = 0; n < size; n++) {
          const turn = (-2 * Math.PI * k * n) / size;
          re += (first[n] ?? 0) * Math.cos(turn) - (second[n] ?? 0) * Math.sin(turn);
          im += (first[n] ?? 0) * Math.sin(turn) + (second[n] ?? 0) * Math.cos(turn);
        }
        expect(real[k]).toBeCloseTo(re, 9);
        expect(imaginary[k]).toBeCloseTo(im, 9);
      }
    }),
  );
});

test("only powers of two have one here", () => {
  expect(() => fourier(new Float64Array(6), new Float64Array(6))).toThrow(Bug);
  expect(() => fourier(new Float64Array(0), new Float64Array(0))).toThrow(Bug);
});
