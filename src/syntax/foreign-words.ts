/** Words that begin something in other languages, and what is done here instead. */

const noFunctions = "there are no user-defined functions yet; `name = expression` names a quantity";
const noLoops = "there are no loops: a statement holds for every element at once, by its dimensions";
const latents = "latents are declared with their priors, in `prior { name: type ~ distribution }`";
const noBinding = "a quantity is defined by its name alone: `name = expression`";

export const foreignWords: ReadonlyMap<string, string> = new Map([
  ["function", noFunctions],
  ["functions", noFunctions],
  ["def", noFunctions],
  ["fn", noFunctions],
  ["lambda", noFunctions],
  ["ode", "there are no differential equations yet"],
  ["for", noLoops],
  ["while", noLoops],
  ["if", "`where(condition, a, b)` chooses between two values"],
  ["else", "`where(condition, a, b)` chooses between two values"],
  ["return", noFunctions],
  ["let", noBinding],
  ["var", noBinding],
  ["const", noBinding],
  ["parameters", latents],
  ["parameter", latents],
  ["transformed", "a deterministic quantity is defined in `prior`: `name = expression`"],
  ["generated", "predictions are made by `hunch predict`, and need no block"],
  ["observe", "what is observed stands in `likelihood { y ~ distribution }`"],
  ["import", "a program is one file"],
]);

/** Types that other languages write before the name. */
export const statedTypes: readonly string[] = [
  "real",
  "positive",
  "unit",
  "int",
  "count",
  "bool",
  "simplex",
  "covariance",
  "correlation",
  "vector",
  "matrix",
  "float",
  "double",
];
