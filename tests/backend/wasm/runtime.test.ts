import { expect, test } from "vitest";
import { createWasm } from "../../../src/backend/wasm/runtime.ts";
import { program } from "../../lower/shown.ts";

test("the backend compiles, and revives what it compiled", async () => {
  const runtime = createWasm({ shared: false });
  const executable = await runtime.compile(
    program({ n: [1] }, {}, (b, { n }) => ({ state: n ? [b.add(n, 1)] : [] })),
  );
  executable.step(2);
  const portable = executable.portable();
  if (portable === null) throw new Error("it cannot leave");
  const revived = await runtime.revive(portable);
  revived.step(3);
  expect([runtime.name, revived.read("n")[0]]).toEqual(["wasm", 5]);
});
