import { expect, test } from "vitest";
import { diagnose, failure, success } from "../../src/diagnostic/diagnostic.ts";
import { HunchError, valueOf } from "../../src/embed/hunch-error.ts";

test("mistakes are thrown with all their diagnostics, and values are not", () => {
  expect(valueOf(success(3))).toBe(3);
  const first = diagnose("H0510", {}, { at: null });
  const second = diagnose("H0635", { fitted: false }, { at: null });
  try {
    valueOf(failure(first, second));
    expect.unreachable();
  } catch (fault) {
    if (!(fault instanceof HunchError)) throw fault;
    expect(fault.diagnostics).toEqual([first, second]);
    expect(fault.message).toContain(first.title);
    expect(fault.message).toContain(second.title);
    expect(fault.name).toBe("HunchError");
  }
});
