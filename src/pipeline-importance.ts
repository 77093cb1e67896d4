/** k̂ of a variational posterior, which needs the data it was fitted on: whether importance weights could make up for what it misses. */

import type { Bound } from "./data/bound.ts";
import type { DataSource } from "./data/columns.ts";
import { diagnose, failure, success, type Outcome } from "./diagnostic/diagnostic.ts";
import { type AskOptions, defaultRuntime } from "./pipeline-posterior.ts";
import type { Posterior } from "./posterior/posterior.ts";
import type { Check } from "./report/diagnostics/checks.ts";

/** Null of a posterior that no normals stand for. Other data than it was fitted on are an error. */
export async function importanceOf(
  posterior: Posterior,
  sources: readonly DataSource[],
  path: string,
  options: AskOptions = {},
): Promise<Outcome<Check | null>> {
  const { model, approximation, record } = posterior;
  const [{ bindTraining }, { readColumnMap }] = await Promise.all([
    import("./data/bind.ts"),
    import("./data/column-map.ts"),
  ]);
  const columns = readColumnMap(options.map ?? [], model.program);
  if (!columns.ok) return columns;
  const bound = bindTraining(model.program, sources, { map: columns.value });
  if (!bound.ok) return bound;
  const others = await otherVariables(record, bound.value);
  if (bound.value.rows !== record.rows || others.length > 0) {
    const notes = [
      ...(bound.value.rows === record.rows ? [] : [`${record.rows} rows then, ${bound.value.rows} now`]),
      ...(others.length === 0 ? [] : [`other values of ${others.join(", ")}`]),
    ];
    const help = "give the data it was fitted on";
    return failure(diagnose("H0655", { path, names: ["other data"] }, { at: null, notes, help }));
  }
  if (approximation.kind !== "mean_field") return success(null, bound.warnings);
  const [{ logRatios }, { importance }] = await Promise.all([
    import("./posterior/importance.ts"),
    import("./report/diagnostics/importance.ts"),
  ]);
  const { seed = 1, draws = 2000 } = options;
  const runtime = options.runtime ?? (await defaultRuntime());
  const ratios = await logRatios(posterior, bound.value, { draws, seed, runtime });
  return success(importance(ratios), bound.warnings);
}

/** Variables that have other values than in the fit; none where the record does not tell, as in a browser, which cannot digest. */
async function otherVariables({ data }: Posterior["record"], bound: Bound): Promise<readonly string[]> {
  if (data === undefined) return [];
  const { digestData } = await import("./posterior/checkpoint/question.ts");
  const now = digestData(bound);
  return Object.keys(now).filter((name) => data[name] !== undefined && data[name] !== now[name]);
}
