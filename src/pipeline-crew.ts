/** The threads that a fit may use: Node's or a browser's workers, each running `worker.ts`. */

import type { Answer, Message } from "./backend/threads/protocol.ts";
import type { Crew } from "./tensor/crew.ts";

/**
 * As many threads as there are cores, or `workers`; in a browser none but the caller's own unless asked for. `patience`: milliseconds
 * of work in the caller's thread before others are started.
 */
export async function startCrew(workers?: number, patience?: number): Promise<Crew> {
  const [{ createPool }, { onNode, startThread }] = await Promise.all([
    import("./backend/threads/pool.ts"),
    import("./backend/threads/thread.ts"),
  ]);
  const cores = onNode() ? navigator.hardwareConcurrency : 1;
  // Sources run as they are, and built.
  const ending = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const url = new URL(`./worker.${ending}`, import.meta.url);
  const start = () => startThread<Message, Answer>({ kind: "module", url });
  return createPool({ size: workers ?? cores, start, ...(patience === undefined ? {} : { patience }) });
}
