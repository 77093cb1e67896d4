/** A worker that runs long steps on the same module and memory, so that the caller's thread stays free. */

import { Bug } from "../../diagnostic/bug.ts";
import { startThread, type Thread } from "../threads/thread.ts";

/** Runs in the worker, in Node and in browsers: takes a module and memory once, then counts of steps. */
const source = `
const port = typeof self === "undefined" ? require("node:worker_threads").parentPort : self;
let step = null;
const receive = (message) => {
  try {
    if (message.module) {
      step = new WebAssembly.Instance(message.module, { arena: { memory: message.memory } }).exports.step;
      return;
    }
    let done = 0;
    while (done < message.count && Atomics.load(message.stop, 0) === 0) {
      step(1);
      done++;
    }
    port.postMessage({ done });
  } catch (error) {
    port.postMessage({ error: String(error) });
  }
};
if (port.on) port.on("message", receive);
else port.onmessage = (event) => receive(event.data);
`;

type Message =
  | { readonly module: WebAssembly.Module; readonly memory: WebAssembly.Memory }
  | { readonly count: number; readonly stop: Int32Array };
type Answer = { readonly done: number } | { readonly error: string };

export class Stepper {
  private readonly thread: Thread<Message, Answer>;
  private waiting: ((answer: Answer) => void) | null = null;

  private constructor(thread: Thread<Message, Answer>) {
    this.thread = thread;
    const settle = (answer: Answer): void => {
      const { waiting } = this;
      this.waiting = null;
      waiting?.(answer);
    };
    thread.listen(settle, (error) => settle({ error }));
  }

  static async start(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Stepper> {
    const thread = await startThread<Message, Answer>({ kind: "text", text: source });
    thread.post({ module, memory });
    return new Stepper(thread);
  }

  /** Steps until `count` are done or the signal aborts; gives the steps done. */
  async run(count: number, signal: AbortSignal | undefined): Promise<number> {
    if (this.waiting !== null) throw new Bug("a program is already running");
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const halt = () => Atomics.store(stop, 0, 1);
    signal?.addEventListener("abort", halt);
    this.thread.hold(true);
    try {
      const answer = await new Promise<Answer>((resolve) => {
        this.waiting = resolve;
        this.thread.post({ count, stop });
      });
      if ("error" in answer) throw new Bug(`a step failed: ${answer.error}`);
      return answer.done;
    } finally {
      signal?.removeEventListener("abort", halt);
      this.thread.hold(false);
    }
  }

  end(): void {
    this.thread.end();
    this.waiting?.({ done: 0 });
    this.waiting = null;
  }
}
