/**
 * The second driver, and all that a worker runs: serialisable work in, its result out. Rooms are loaded when a job first needs
 * them, so that a worker starts in some 25 ms; it never parses or compiles what its caller has compiled already.
 */

import { openPort } from "./backend/threads/port.ts";
import { serve } from "./backend/threads/serve.ts";

serve(
  await openPort(),
  { turns: async () => (await import("./inference/hamiltonian/turns.ts")).turnsJob },
  async () => (await import("./backend/wasm/runtime.ts")).createWasm(),
);
