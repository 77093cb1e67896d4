import { expect, test } from "vitest";
import { checksTable } from "../../src/report/checks.ts";

test("a mark and a sentence each, wrapped under itself", () => {
  const text = "R̂ of tau is 1.2: the chains have not come to one distribution; run longer";
  const lines = checksTable(
    [
      { name: "rhat", ok: false, text },
      { name: "divergences", ok: true, text: "no path diverged" },
    ],
    { colour: false, columns: 60 },
  );
  expect(lines).toEqual([
    "FAIL rhat         R̂ of tau is 1.2: the chains have not come",
    "                  to one distribution; run longer",
    "ok   divergences  no path diverged",
  ]);
});
