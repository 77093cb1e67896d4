import { expect, test } from "vitest";
import { inspectionProgram } from "../../../src/inference/hamiltonian/inspect.ts";
import { layoutOf } from "../../../src/inference/kernel/layout.ts";
import { writeData } from "../../../src/inference/kernel/blocks.ts";
import { taskOf } from "../fixture.ts";
import { mixed, mixedData } from "./programs.ts";

test("every part of the density is named, and the one that breaks is not finite", async () => {
  const { model, bound, runtime } = taskOf(mixed, mixedData);
  const { sizes } = bound.facts;
  const layout = layoutOf(model, sizes);
  const executable = await runtime.compile(inspectionProgram(model, sizes, layout));
  writeData(executable, model, sizes, bound, { start: 0, live: bound.rows }, bound.rows);
  const broken = () => {
    executable.step();
    return executable.program.outputs.flatMap(({ name }) =>
      Number.isFinite(executable.read(name)[0]) ? [] : [name.slice(name.indexOf(":") + 1)],
    );
  };
  expect(broken()).toEqual([]);
  executable.write("point:tau", [-800]);
  expect(broken()[0]).toBe("the likelihood");
  executable.write("point:mu", [NaN]);
  expect(broken()[0]).toBe("the prior of mu");
});
