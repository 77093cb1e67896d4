/** What predictions and draws look like as JSON and CSV, for those who print them. */

export { nest, type Nested } from "./posterior/nest.ts";
export { drawsJson } from "./posterior/draws.ts";
export { predictionCsv, predictionJson } from "./posterior/predict.ts";
