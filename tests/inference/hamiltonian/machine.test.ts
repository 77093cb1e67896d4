import { expect, test } from "vitest";
import { machineOf } from "../../../src/inference/hamiltonian/machine.ts";
import { leapfrogProgram } from "../../../src/inference/hamiltonian/leapfrog.ts";
import { momentumProgram } from "../../../src/inference/hamiltonian/momentum-program.ts";
import { Path } from "../../../src/inference/hamiltonian/path.ts";
import { Tree } from "../../../src/inference/hamiltonian/tree.ts";
import { layoutOf } from "../../../src/inference/kernel/layout.ts";
import { taskOf } from "../fixture.ts";
import { mixed, mixedData } from "./programs.ts";

test("a tree or a path, as the plan says, as wide as the model", async () => {
  const { model, bound, runtime } = taskOf(mixed, mixedData);
  const layout = layoutOf(model, bound.facts.sizes);
  const leapfrog = await runtime.compile(leapfrogProgram(model, bound.facts.sizes, layout, "diag"));
  const momentum = await runtime.compile(momentumProgram(layout.size, "diag"));
  const plan = { chains: 1, warmup: 10, draws: 10, targetAccept: 0.8, metric: "diag" } as const;
  const trees = machineOf(leapfrog, momentum, { ...plan, mover: { kind: "tree", maxDepth: 3 } });
  expect(trees.mover).toBeInstanceOf(Tree);
  expect(trees.mover.point.position.length).toBe(4);
  const length = { length: 1, leapfrogs: null, jitter: 0 };
  expect(machineOf(leapfrog, momentum, { ...plan, mover: { kind: "path", ...length } }).mover).toBeInstanceOf(
    Path,
  );
});
