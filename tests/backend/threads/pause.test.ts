import { expect, test } from "vitest";
import { pause } from "../../../src/backend/threads/pause.ts";

test.each(["setImmediate", "messages"])("other work gets its turn, by %s", async (way) => {
  const { setImmediate: immediate } = globalThis;
  if (way === "messages") Object.assign(globalThis, { setImmediate: undefined });
  try {
    let turns = 0;
    immediate(() => turns++);
    await pause();
    await pause();
    expect(turns).toBe(1);
  } finally {
    Object.assign(globalThis, { setImmediate: immediate });
  }
});
