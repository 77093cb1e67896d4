/** A diagnostic is what it was given; its title and level are tested with their table, in codes.test.ts. */

import { expect, test } from "vitest";
import { diagnose } from "../../src/diagnostic/diagnostic.ts";

test("a diagnostic keeps all it is given", () => {
  const span = { source: { name: "t", text: "abc" }, start: 0, end: 1 };
  const details = {
    at: span,
    text: "t",
    labels: [{ span, text: "l" }],
    notes: ["n"],
    help: "h",
    edits: [{ span, text: "e" }],
  };
  const { at, text, ...rest } = details;
  expect(diagnose("H0203", { name: "D" }, details)).toMatchObject({
    primary: at,
    primaryText: text,
    ...rest,
  });
});
