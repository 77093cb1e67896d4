import { expect, test } from "vitest";
import { startThread } from "../../../src/backend/threads/thread.ts";

const port = JSON.stringify(new URL("../../../src/backend/threads/port.ts", import.meta.url).href);

test("a thread's port hears and answers", async () => {
  const text = `
    import(${port}).then(async ({ openPort }) => {
      const port = await openPort();
      port.listen((message) => port.post({ kind: "done", output: message }));
      port.post({ kind: "ready" });
    });`;
  const thread = await startThread<unknown, unknown>({ kind: "text", text });
  const heard = await new Promise((resolve, reject) => {
    const answers: unknown[] = [];
    const answer = (message: unknown): void => {
      if (answers.push(message) === 1) thread.post({ kind: "dispose", team: 3 });
      else resolve(answers);
    };
    thread.listen(answer, reject);
    thread.hold(true);
  });
  thread.end();
  expect(heard).toEqual([{ kind: "ready" }, { kind: "done", output: { kind: "dispose", team: 3 } }]);
});
