/** The stages that `--emit` knows, in walking order. */

/** What a model alone has. */
export const modelStages = ["ast", "checked", "model"] as const;

/** What the programs of an infer block have, once sizes are known. */
export const programStages = ["graph", "optimised", "lowered", "wat", "wasm"] as const;

export type ModelStage = (typeof modelStages)[number];
export type ProgramStage = (typeof programStages)[number];
