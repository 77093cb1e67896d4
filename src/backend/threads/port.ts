/** A thread's side of its channel: to the one that started it. */

import { Bug } from "../../diagnostic/bug.ts";
import type { Message } from "./protocol.ts";
import type { Port } from "./serve.ts";
import { onNode } from "./thread.ts";

export async function openPort(): Promise<Port> {
  if (onNode()) {
    const { parentPort } = await import("node:worker_threads");
    if (parentPort === null) throw new Bug("this module runs in a worker");
    return {
      post: (answer) => parentPort.postMessage(answer),
      listen: (message) => void parentPort.on("message", message),
    };
  }
  return {
    post: (answer) => globalThis.postMessage(answer),
    listen: (message) => {
      globalThis.onmessage = (event: MessageEvent<Message>) => message(event.data);
    },
  };
}
