/** The public door of the package `hunch`. */

export { compile, type CompileOptions, type FitOptions, type Model, type Point } from "./embed/model.ts";
export {
  load,
  type AskOptions,
  type Draws,
  type Posterior,
  type Prediction,
  type PredictOptions,
} from "./embed/posterior.ts";
export type {
  Calibrated,
  Compared,
  CompareOptions,
  SbcOptions,
  SimulateOptions,
  Simulated,
} from "./embed/studies.ts";
export { HunchError } from "./embed/hunch-error.ts";
export type { Data, Value, Values } from "./embed/data.ts";
export type { Diagnostic } from "./diagnostic/diagnostic.ts";
export type { Diagnosis, Evaluation, Summary } from "./pipeline.ts";
