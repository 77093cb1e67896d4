/**
 * The second driver, and all that a worker runs: serialisable work in, its result out. Rooms are loaded when a job first needs
 * them, so that a worker starts in some 25 ms; chains come with their compiled programs, replicates and a
 * comparison's fits with the model's text.
 */

import { openPort } from "./backend/threads/port.ts";
import { serve } from "./backend/threads/serve.ts";

serve(
  await openPort(),
  {
    turns: async () => (await import("./inference/hamiltonian/turns.ts")).turnsJob,
    replicates: async () => (await import("./pipeline-replicate.ts")).replicatesJob,
    trials: async () => (await import("./pipeline-trial.ts")).trialsJob,
  },
  async () => (await import("./backend/wasm/runtime.ts")).createWasm(),
);
