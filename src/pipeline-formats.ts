/** What predictions, draws and studies look like as JSON and CSV, for those who print them. */

export { drawsJson } from "./posterior/draws.ts";
export {
  calibrationJson,
  type CalibrationJson,
  comparisonJson,
  type ComparisonJson,
  isCalibrated,
  simulationJson,
  type SimulationJson,
} from "./study/json.ts";
export { predictionCsv, predictionJson } from "./posterior/predict.ts";
