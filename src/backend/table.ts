/** The backends, by the name that users choose them by. */

import type { Runtime } from "../tensor/program.ts";
import { createInterpreter } from "./interpreter/runtime.ts";

export type BackendName = "interpreter";

export const backends: { readonly [P in BackendName]: () => Runtime } = {
  interpreter: createInterpreter,
};
