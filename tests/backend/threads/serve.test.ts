import { expect, test } from "vitest";
import type { Answer, Message } from "../../../src/backend/threads/protocol.ts";
import { serve } from "../../../src/backend/threads/serve.ts";
import { createInterpreter } from "../../../src/backend/interpreter/runtime.ts";
import type { Job } from "../../../src/tensor/crew.ts";

const jobs = {
  adding: (): Promise<Job<{ to: number }, number, number>> =>
    Promise.resolve({
      name: "adding",
      prepare: ({ to }) =>
        Promise.resolve({
          work: (input) => {
            if (input < 0) throw new Error("less than nothing");
            if (input > 100) throw new RangeError("no memory");
            return input + to;
          },
          dispose: () => {},
        }),
    }),
};

async function answersTo(...messages: readonly Message[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let tell: (message: Message) => void = () => {};
  serve({ post: (answer) => answers.push(answer), listen: (message) => (tell = message) }, jobs, () =>
    Promise.resolve(createInterpreter()),
  );
  for (const message of messages) {
    tell(message);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return answers;
}

const prepare: Message = { kind: "prepare", team: 3, job: "adding", setup: { to: 5 } };

test("a thread says that it listens, makes ready and works", async () => {
  const work: Message = { kind: "work", team: 3, input: 7 };
  expect(await answersTo(prepare, work)).toEqual([{ kind: "ready" }, { kind: "done", output: 12 }]);
});

test("what goes wrong is an answer: a bug, or no memory", async () => {
  const [, bug, full] = await answersTo(
    prepare,
    { kind: "work", team: 3, input: -1 },
    { kind: "work", team: 3, input: 101 },
  );
  expect(bug).toMatchObject({ kind: "bug", message: "less than nothing" });
  expect(full).toEqual({ kind: "full", why: "no memory" });
});

test("a job that is in no table, and one that was put away, are bugs of ours", async () => {
  const unknown = await answersTo(
    { kind: "prepare", team: 1, job: "dancing", setup: null },
    { kind: "work", team: 1, input: 1 },
  );
  expect(unknown[1]).toMatchObject({ kind: "bug", message: "no job is called dancing" });
  const disposed = await answersTo(
    prepare,
    { kind: "dispose", team: 3 },
    { kind: "work", team: 3, input: 1 },
  );
  expect(disposed[1]).toMatchObject({ kind: "bug", message: "this thread was not made ready" });
});
