/** The two levels. */

import { expect, test } from "vitest";
import { error, warning } from "../../src/diagnostic/row.ts";

test("a row has its level and makes its title", () => {
  const title = ({ n }: { n: number }) => `${n} of them`;
  expect([error(title).level, warning(title).level]).toEqual(["error", "warning"]);
  expect(error(title).title({ n: 3 })).toBe("3 of them");
});
