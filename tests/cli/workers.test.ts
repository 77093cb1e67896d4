import { expect, test } from "vitest";
import { readArguments } from "../../src/cli/arguments.ts";
import { workersOf, workersOption } from "../../src/cli/workers.ts";

function asked(...words: readonly string[]) {
  const positionals = { least: 0, most: 0, wanted: "" };
  const given = readArguments(words, { verb: "fit", positionals, options: [workersOption] });
  if (!given.ok) throw new Error("bad arguments");
  return workersOf(given.value);
}

test("a number of threads, or as many as there are cores", () => {
  expect(asked()).toMatchObject({ ok: true, value: null });
  expect(asked("--workers", "3")).toMatchObject({ ok: true, value: 3 });
  for (const word of ["0", "1.5", "2000", "all"])
    expect(asked("--workers", word)).toMatchObject({ ok: false, diagnostics: [{ code: "H0804" }] });
});
