import { expect, test } from "vitest";
import { startThread } from "../../../src/backend/threads/thread.ts";

const echo = `
const { parentPort } = require("node:worker_threads");
parentPort.on("message", (message) => {
  if (message === "end") process.exit(3);
  if (message === "throw") throw new Error("thrown");
  parentPort.postMessage([message, message]);
});
`;

async function asked(message: string) {
  const thread = await startThread<string, readonly string[]>({ kind: "text", text: echo });
  const heard = await new Promise((resolve) => {
    thread.listen(resolve, (why) => resolve(why));
    thread.hold(true);
    thread.post(message);
  });
  thread.end();
  return heard;
}

test("a thread hears and answers", async () => expect(await asked("word")).toEqual(["word", "word"]));

test("a thread that ends says why", async () => {
  expect(await asked("end")).toBe("it ended with code 3");
  expect(await asked("throw")).toBe("thrown");
});

test("a module that is not there is such an end", async () => {
  const thread = await startThread<string, string>({
    kind: "module",
    url: new URL("nowhere.js", import.meta.url),
  });
  thread.hold(true);
  const why = await new Promise<string>((resolve) => thread.listen(() => {}, resolve));
  expect(why).toContain("nowhere.js");
});
