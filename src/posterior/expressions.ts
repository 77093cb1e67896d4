/** What the expressions of a program need: which quantities can be told without the training data. */

import { walk } from "../check/walk.ts";
import type { Model } from "../model/model.ts";

type Deterministic = Model["deterministics"][number];

/**
 * The deterministic quantities that the latents alone determine, with the inputs that are stored beside them: those can be
 * reported without the training data.
 */
export function reportable(model: Model, stored: ReadonlySet<string>): readonly Deterministic[] {
  const free = new Set<string>();
  for (const statement of model.deterministics) {
    const needsData = [...walk(statement.value)].some(
      (expr) =>
        expr.kind === "reference" &&
        (((expr.target === "data" || expr.target === "definition") && !stored.has(expr.name)) ||
          (expr.target === "deterministic" && expr.name !== statement.name && !free.has(expr.name))),
    );
    if (!needsData) free.add(statement.name);
  }
  return model.deterministics.filter((statement) => free.has(statement.name));
}
