/** The thread's side: makes ready for jobs by their names, does what it is sent, answers. */

import { Bug } from "../../diagnostic/bug.ts";
import type { Hand, Job } from "../../tensor/crew.ts";
import type { Runtime } from "../../tensor/program.ts";
import type { Answer, Message } from "./protocol.ts";

/** Jobs by name, each loaded when it is first asked for. */
export type Jobs = Readonly<Record<string, () => Promise<Job<never, never, unknown>>>>;

export interface Port {
  post(answer: Answer): void;
  listen(message: (message: Message) => void): void;
}

/** Answers every message until the thread is ended. */
export function serve(port: Port, jobs: Jobs, runtime: () => Promise<Runtime>): void {
  const hands = new Map<number, Promise<Hand<never, unknown>>>();

  const prepare = async (name: string, setup: unknown): Promise<Hand<never, unknown>> => {
    const load = jobs[name];
    if (load === undefined) throw new Bug(`no job is called ${name}`);
    const [job, backend] = await Promise.all([load(), runtime()]);
    return job.prepare(setup as never, backend);
  };

  const work = async (team: number, input: unknown): Promise<Answer> => {
    try {
      const hand = await hands.get(team);
      if (hand === undefined) throw new Bug("this thread was not made ready");
      return { kind: "done", output: await hand.work(input as never) };
    } catch (fault) {
      const message = fault instanceof Error ? fault.message : String(fault);
      // What an engine throws where a memory or an array cannot be had.
      if (fault instanceof RangeError) return { kind: "full", why: message };
      return { kind: "bug", message, stack: fault instanceof Error ? (fault.stack ?? message) : message };
    }
  };

  port.listen((message) => {
    switch (message.kind) {
      case "prepare": {
        const hand = prepare(message.job, message.setup);
        // Its failure is told when there is work for it.
        hand.catch(() => {});
        hands.set(message.team, hand);
        break;
      }
      case "work":
        void work(message.team, message.input).then((answer) => port.post(answer));
        break;
      case "dispose":
        void hands.get(message.team)?.then(
          (hand) => hand.dispose(),
          () => {},
        );
        hands.delete(message.team);
        break;
    }
  });
  port.post({ kind: "ready" });
}
