import { expect, test } from "vitest";
import { compile } from "../../../src/backend/wasm/compile.ts";
import { program } from "../../lower/shown.ts";

const halving = program({ n: [33] }, {}, (b, { n }) => ({ state: n ? [b.mul(n, 0.5)] : [] }));

test.each([
  { relaxed: true, shared: true, reuse: true },
  { relaxed: false, shared: false, reuse: false },
])("a program becomes one that runs: %o", async (options) => {
  const executable = await compile(halving, options);
  executable.write(
    "n",
    Array.from({ length: 33 }, (_, i) => i),
  );
  executable.step(2);
  expect([...executable.read("n")]).toEqual(Array.from({ length: 33 }, (_, i) => i / 4));
  expect(executable.program.state.map(({ name }) => name)).toEqual(["n"]);
});
