import { expect, test } from "vitest";
import { views } from "../../src/lower/views.ts";

test("only a reshape that keeps the order of long axes reads in place", () => {
  const at = [
    { axis: 0, offset: 0 },
    { axis: -1, offset: 0 },
    { axis: 1, offset: 0 },
  ];
  expect(views.reshape.from(at, { shape: [4, 1, 5] }, [4, 5], [4, 1, 5])).toEqual([at[0], at[2]]);
  expect(views.reshape.from(at.slice(0, 2), { shape: [10, 2] }, [4, 5], [10, 2])).toBeNull();
});
