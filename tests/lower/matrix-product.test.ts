import { describe, expect, test } from "vitest";
import { expectSame } from "./compare.ts";
import { lowered, temporaries } from "./shown.ts";

const sizes = [2, 3, 4, 5, 8, 9, 17];

// Planted: the tile's last rows left out; the panel's width for its depth; the second vector's offset; each red here.
describe("products of matrices are exact on whole numbers", () => {
  test.each(sizes)("%i rows, every number of columns, either side turned", async (rows) => {
    for (const columns of sizes) {
      for (const depth of [2, 7, 40]) {
        await expectSame([{ shape: [rows, depth] }, { shape: [depth, columns] }], (b, x, y) => {
          if (!y) throw new Error("no input");
          const [turnedX, turnedY] = [b.transpose(x, [1, 0]), b.transpose(y, [1, 0])];
          return [b.dot(x, y, [[1], [0]]), b.dot(turnedX, turnedY, [[0], [1]]), b.dot(y, x, [[0], [1]])];
        });
      }
    }
  });

  test("large enough for packed panels", async () => {
    await expectSame(
      [{ shape: [20, 300] }, { shape: [300, 30] }, { shape: [30, 300], dtype: "f32" }],
      (b, x, y, z) => {
        if (!y || !z) throw new Error("no input");
        return [b.dot(x, y, [[1], [0]]), b.dot(x, z, [[1], [1]])];
      },
    );
    const packs = (rows: number) =>
      temporaries(
        lowered({}, { x: [rows, 300], y: [300, 30] }, (b, { x, y }) => ({
          outputs: x && y ? [b.dot(x, y, [[1], [0]])] : [],
        })),
      ).length;
    expect([packs(20), packs(2)]).toEqual([1, 0]);
  });

  test("in doubles, with batches, several axes on every side, and nothing to sum", async () => {
    await expectSame(
      [
        { shape: [3, 2, 5, 4, 2], dtype: "f64" },
        { shape: [4, 3, 2, 6, 3], dtype: "f64" },
      ],
      (b, x, y) => {
        if (!y) throw new Error("no input");
        return [
          b.dot(
            x,
            y,
            [
              [3, 4],
              [0, 2],
            ],
            [[0], [1]],
          ),
          b.dot(
            x,
            y,
            [[3], [0]],
            [
              [0, 1],
              [4, 2],
            ],
          ),
        ];
      },
    );
    await expectSame([{ shape: [3, 0] }, { shape: [0, 5] }], (b, x, y) =>
      y ? [b.dot(x, y, [[1], [0]])] : [],
    );
  });
});
