import { expect, test } from "vitest";
import { createInterpreter } from "../../../src/backend/interpreter/runtime.ts";
import { momentumProgram } from "../../../src/inference/hamiltonian/momentum-program.ts";

test.each(["diag", "dense"] as const)("a momentum's energy is ½ p · v: %s", async (kind) => {
  const executable = await createInterpreter().compile(momentumProgram(2, kind));
  executable.write(":key", [3, 4]);
  executable.write(":factor", kind === "diag" ? [2, 0.5] : [2, 0, 0.3, 0.5]);
  executable.step();
  const [p, v] = [executable.read(":momentum"), executable.read(":velocity")];
  const energy = ((p[0] ?? 0) * (v[0] ?? 0) + (p[1] ?? 0) * (v[1] ?? 0)) / 2;
  expect(executable.read(":kinetic")[0]).toBeCloseTo(energy, 12);
});
