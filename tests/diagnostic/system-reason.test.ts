import { expect, test } from "vitest";
import { systemReason } from "../../src/diagnostic/system-reason.ts";

test("a known refusal is told in words, an unknown one in the system's own", () => {
  expect(systemReason(Object.assign(new Error("no"), { code: "ENOSPC" }))).toBe("the disk is full");
  expect(systemReason(Object.assign(new Error("no"), { code: "EIO" }))).toBe("the system says EIO");
  expect(systemReason(new Error("strange"))).toContain("strange");
});
