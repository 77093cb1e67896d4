import { expect, test } from "vitest";
import type { Answer, Message } from "../src/backend/threads/protocol.ts";
import { startThread } from "../src/backend/threads/thread.ts";

/** The whole driver as a worker; what it does of turns is in pipeline-crew.test.ts. */
test("a worker is ready without being asked, and knows its jobs by name", async () => {
  const url = new URL("../src/worker.ts", import.meta.url);
  const thread = await startThread<Message, Answer>({ kind: "module", url });
  const answers: Answer[] = [];
  await new Promise<void>((resolve, reject) => {
    thread.listen((answer) => {
      answers.push(answer);
      if (answers.length === 2) resolve();
      if (answer.kind !== "ready") return;
      thread.post({ kind: "prepare", team: 0, job: "dancing", setup: null });
      thread.post({ kind: "work", team: 0, input: null });
    }, reject);
    thread.hold(true);
  });
  thread.end();
  expect(answers).toMatchObject([{ kind: "ready" }, { kind: "bug", message: "no job is called dancing" }]);
});
