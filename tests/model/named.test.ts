import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { Bug } from "../../src/diagnostic/bug.ts";
import {
  axisOf,
  contract,
  elementwise,
  gatherBy,
  knownSize,
  type Named,
  permute,
  shapeOf,
  spread,
  union,
} from "../../src/model/named.ts";
import type { Dimension, Sizes } from "../../src/shape/dimension.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder } from "../../src/tensor/builder.ts";

function dimension(name: string): Dimension {
  return { name, id: name, origin: "data", size: null, labels: null, twin: null };
}

const all = ["A", "B", "C", "D"].map(dimension);
const sizes: Sizes = new Map([
  ["A", 2],
  ["B", 3],
  ["C", 4],
  ["D", 2],
]);

/** An array by the values of its dimensions: f({ A: 1, C: 0 }). */
interface Plain {
  readonly dimensions: readonly Dimension[];
  readonly values: readonly number[];
}

type Index = ReadonlyMap<Dimension, number>;

function read({ dimensions, values }: Plain, index: Index): number {
  const place = dimensions.reduce((flat, d) => flat * knownSize(d, sizes) + (index.get(d) ?? 0), 0);
  return values[place] ?? NaN;
}

function* indices(dimensions: readonly Dimension[]): Generator<Index> {
  const shape = shapeOf(dimensions, sizes);
  const count = shape.reduce((n, size) => n * size, 1);
  for (let flat = 0; flat < count; flat += 1) {
    const index = new Map<Dimension, number>();
    let rest = flat;
    for (const [axis, d] of [...dimensions.entries()].toReversed()) {
      const size = shape[axis] ?? 1;
      index.set(d, rest % size);
      rest = Math.floor(rest / size);
    }
    yield index;
  }
}

function plain(dimensions: readonly Dimension[], seed: number, upTo = 0): Plain {
  const count = shapeOf(dimensions, sizes).reduce((n, size) => n * size, 1);
  const values = Array.from({ length: count }, (_, i) =>
    upTo > 0 ? (i * 7 + seed) % upTo : Math.sin(i * 3.7 + seed),
  );
  return { dimensions, values };
}

function lift(b: Builder, { dimensions, values }: Plain, dtype: "f64" | "i32" = "f64"): Named {
  return { tensor: b.literal(values, shapeOf(dimensions, sizes), dtype), dimensions };
}

function values(build: (b: Builder) => Named): Plain {
  const b = createBuilder("f64");
  const { tensor, dimensions } = build(b);
  const [found = new Float64Array()] = evaluate(b.finish([tensor]), []);
  return { dimensions, values: [...found] };
}

function expectSame(found: Plain, wanted: (index: Index) => number): void {
  const expected = [...indices(found.dimensions)].map(wanted);
  expect(found.values).toHaveLength(expected.length);
  found.values.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 12));
}

const some = fc.shuffledSubarray(all);
const runs = { numRuns: 60, seed: 11 };

// Planted: the right operand's dimensions first in union; no transpose in permute.
test("elementwise operations align by name, the left operand's dimensions first", () => {
  fc.assert(
    fc.property(some, some, (left, right) => {
      const [x, y] = [plain(left, 1), plain(right, 2)];
      const found = values((b) =>
        elementwise([lift(b, x), lift(b, y)], sizes, b, (p, q) => b.sub(p ?? 0, q ?? 0)),
      );
      expect(found.dimensions).toEqual([...left, ...right.filter((d) => !left.includes(d))]);
      expectSame(found, (index) => read(x, index) - read(y, index));
    }),
    runs,
  );
});

// Planted: shared dimensions left free.
test("@ sums over one dimension and matches the others that both have", () => {
  fc.assert(
    fc.property(some, some, fc.constantFrom(...all), (left, right, over) => {
      const withOver = (dimensions: readonly Dimension[]) => [...dimensions.filter((d) => d !== over), over];
      const [x, y] = [plain(withOver(left), 1), plain([over, ...right.filter((d) => d !== over)], 2)];
      const found = values((b) => contract(b, lift(b, x), lift(b, y), over));
      expect(found.dimensions).toEqual(union(x.dimensions, y.dimensions).filter((d) => d !== over));
      expectSame(found, (index) =>
        Array.from({ length: knownSize(over, sizes) }, (_, i) => new Map([...index, [over, i]]))
          .map((inner) => read(x, inner) * read(y, inner))
          .reduce((sum, term) => sum + term, 0),
      );
    }),
    runs,
  );
});

// Planted: no offset of the matched part in gatherMatched.
test("labels look up along one dimension, matching those that both have", () => {
  fc.assert(
    fc.property(some, some, fc.constantFrom(...all), (of, by, over) => {
      const dimensions = of.includes(over) ? of : [...of, over];
      const array = plain(dimensions, 3);
      const labels = plain(
        by.filter((d) => d !== over),
        4,
        knownSize(over, sizes),
      );
      const found = values((b) => gatherBy(b, lift(b, array), lift(b, labels, "i32"), over, sizes));
      const rest = dimensions.filter((d) => d !== over);
      expect(new Set(found.dimensions)).toEqual(new Set([...rest, ...labels.dimensions]));
      expectSame(found, (index) => read(array, new Map([...index, [over, read(labels, index)]])));
    }),
    runs,
  );
});

test("the place of a dimension looked up is taken by the labels' own", () => {
  const [A, B, C, D] = all as [Dimension, Dimension, Dimension, Dimension];
  const found = values((b) =>
    gatherBy(b, lift(b, plain([A, B, C], 1)), lift(b, plain([D], 2, 3), "i32"), B, sizes),
  );
  expect(found.dimensions).toEqual([A, D, C]);
});

describe("spreading", () => {
  test("repeats a value along what it lacks, in the order asked for", () => {
    fc.assert(
      fc.property(some, fc.shuffledSubarray(all, { minLength: 4 }), (dimensions, wanted) => {
        const x = plain(dimensions, 5);
        const found = values((b) => ({ tensor: spread(b, lift(b, x), wanted, sizes), dimensions: wanted }));
        expectSame(found, (index) => read(x, index));
      }),
      runs,
    );
  });

  test("a dimension too many is a bug", () => {
    const b = createBuilder("f64");
    expect(() => permute(b, lift(b, plain(all, 1)), all.slice(1))).toThrow(Bug);
    expect(() => axisOf(lift(b, plain([], 1)), all[0] as Dimension)).toThrow(Bug);
  });

  test("a graph before its sizes is a bug", () => {
    expect(() => knownSize(dimension("Z"), sizes)).toThrow(Bug);
    expect(knownSize({ ...dimension("Z"), size: 5 }, sizes)).toBe(5);
  });
});
