/** What predictions and draws look like as JSON and CSV, for those who print them. */

export { drawsJson } from "./posterior/draws.ts";
export { predictionCsv, predictionJson } from "./posterior/predict.ts";
