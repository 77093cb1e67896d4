/** Another thread: a Node worker or a browser's, whichever there is, behind the little that both have in common. */

/** What a thread runs: a script's text, which both kinds understand, or a module. */
export type Script =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "module"; readonly url: URL };

export interface Thread<Message, Answer> {
  post(message: Message): void;
  /** `answer` hears each message; `fault`, once, why the thread ended before it was told to. */
  listen(answer: (message: Answer) => void, fault: (why: string) => void): void;
  /** Whether it keeps the process alive; not until it is told to. */
  hold(alive: boolean): void;
  end(): void;
}

export function onNode(): boolean {
  return typeof process === "object" && typeof process.versions?.node === "string";
}

export function startThread<Message, Answer>(script: Script): Promise<Thread<Message, Answer>> {
  return onNode() ? startNode(script) : startBrowser(script);
}

async function startNode<Message, Answer>(script: Script): Promise<Thread<Message, Answer>> {
  const { Worker: NodeWorker } = await import("node:worker_threads");
  const worker =
    script.kind === "text" ? new NodeWorker(script.text, { eval: true }) : new NodeWorker(script.url);
  worker.unref();
  let over = false;
  return {
    post: (message) => worker.postMessage(message),
    listen: (answer, fault) => {
      const ended = (why: string): void => {
        if (!over) fault(why);
        over = true;
      };
      worker.on("message", answer);
      worker.on("error", (error) => ended(error instanceof Error ? error.message : String(error)));
      worker.on("exit", (code) => ended(`it ended with code ${code}`));
    },
    hold: (alive) => (alive ? worker.ref() : worker.unref()),
    end: () => {
      over = true;
      void worker.terminate();
    },
  };
}

async function startBrowser<Message, Answer>(script: Script): Promise<Thread<Message, Answer>> {
  const own =
    script.kind === "text" ? URL.createObjectURL(new Blob([script.text], { type: "text/javascript" })) : null;
  const worker = new Worker(
    script.kind === "text" ? (own ?? "") : script.url,
    script.kind === "text" ? {} : { type: "module" },
  );
  return {
    post: (message) => worker.postMessage(message),
    listen: (answer, fault) => {
      worker.onmessage = (event: MessageEvent<Answer>) => answer(event.data);
      worker.onerror = (event) => {
        worker.onerror = null;
        fault(event.message);
      };
    },
    hold: () => {},
    end: () => {
      worker.terminate();
      if (own !== null) URL.revokeObjectURL(own);
    },
  };
}
