/** A worker that runs long steps on the same module and memory, so that the caller's thread stays free. */

import { Bug } from "../../diagnostic/bug.ts";

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

type Answer = { readonly done: number } | { readonly error: string };

/** The little that Node's workers and the browser's have in common. */
interface Thread {
  post(message: unknown): void;
  /** Called with each answer, and with the error where the worker breaks. */
  listen(answer: (message: Answer) => void): void;
  /** Whether a waiting worker keeps the process alive. */
  hold(alive: boolean): void;
  end(): void;
}

async function startThread(): Promise<Thread> {
  if (typeof process === "object" && typeof process.versions?.node === "string") {
    const { Worker: NodeWorker } = await import("node:worker_threads");
    const worker = new NodeWorker(source, { eval: true });
    worker.unref();
    return {
      post: (message) => worker.postMessage(message),
      listen: (answer) => {
        worker.on("message", answer);
        worker.on("error", (error) => answer({ error: String(error) }));
      },
      hold: (alive) => (alive ? worker.ref() : worker.unref()),
      end: () => void worker.terminate(),
    };
  }
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(url);
  return {
    post: (message) => worker.postMessage(message),
    listen: (answer) => {
      worker.onmessage = (event: MessageEvent<Answer>) => answer(event.data);
      worker.onerror = (event) => answer({ error: event.message });
    },
    hold: () => undefined,
    end: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}

export class Stepper {
  private readonly thread: Thread;
  private waiting: ((answer: Answer) => void) | null = null;

  private constructor(thread: Thread) {
    this.thread = thread;
    thread.listen((answer) => {
      const { waiting } = this;
      this.waiting = null;
      waiting?.(answer);
    });
  }

  static async start(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Stepper> {
    const thread = await startThread();
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
