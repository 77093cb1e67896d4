/**
 * A fit that leaves files: checkpoints beside its posterior while it runs, from which a later one goes on to the same result,
 * and the posterior at its end. Every moment may be its last: what is on the disk is whole.
 */

import { existsSync } from "node:fs";
import type { DataSource } from "./data/columns.ts";
import { type Diagnostic, failure, type Outcome, success } from "./diagnostic/diagnostic.ts";
import { type Compiled, inferOf } from "./pipeline-compile.ts";
import { bind, fitBound, type FitOptions } from "./pipeline-fit.ts";
import { defaultRuntime, load, save } from "./pipeline-posterior.ts";
import { version } from "./pipeline-version.ts";
import {
  changedDiagnostic,
  checkpointFolder,
  clearCheckpoint,
  openCheckpoint,
} from "./posterior/checkpoint/folder.ts";
import { digestData, type Question } from "./posterior/checkpoint/question.ts";
import type { Posterior } from "./posterior/posterior.ts";

export interface FitToOptions extends Omit<FitOptions, "journal"> {
  /** The posterior's folder. */
  readonly path: string;
  /** It may take the place of a posterior that is there. */
  readonly replace: boolean;
  /** Goes on from what an earlier run of the same question left; a complete posterior of it is left alone. */
  readonly resume: boolean;
  /** Milliseconds to wait for another run on this folder to end. */
  readonly patience?: number;
}

export interface Saved {
  readonly posterior: Posterior;
  /** Seconds of earlier runs that it went on from; null where it began afresh. */
  readonly wentOnFrom: number | null;
  /** It was complete before. */
  readonly alone: boolean;
}

export async function fitTo(
  compiled: Compiled,
  sources: readonly DataSource[],
  options: FitToOptions,
): Promise<Outcome<Saved>> {
  const { path, replace, resume, seed = 1 } = options;
  const infer = inferOf(compiled, options.infer ?? null);
  if (!infer.ok) return infer;
  const bound = await bind(compiled, sources, options.map);
  if (!bound.ok) return bound;
  const runtime = options.runtime ?? (await defaultRuntime());
  const question: Question = {
    hunch: version(),
    machine: `${process.arch}, ${runtime.name}`,
    model: compiled.source.text,
    infer: infer.value.name,
    method: infer.value.method.name,
    options: infer.value.options,
    seed,
    data: digestData(bound.value, options.init),
  };
  const begun = existsSync(checkpointFolder(path));
  let instead = replace;
  if (resume && existsSync(path)) {
    const earlier = await load(path);
    if (!earlier.ok && !begun) return earlier;
    if (earlier.ok) {
      const then = questionOf(earlier.value, question);
      const changed = changedDiagnostic(path, then, question, compiled.source);
      const { complete } = earlier.value.record;
      if (changed === null && complete) {
        clearCheckpoint(path, question);
        return alone(earlier.value, bound.warnings);
      }
      if (changed !== null && !begun) return failure(changed);
      instead ||= !complete;
    }
  }
  const opened = await openCheckpoint(question, compiled.source, { ...options, replace: instead });
  if (!opened.ok) return opened;
  const checkpoint = opened.value;
  const { journal, folder } = checkpoint;
  // What goes wrong in the numbers would again, so that nothing of it is kept; a run that was stopped goes on, and so may one whose threads ended.
  let keep = true;
  try {
    const fitted = await fitBound(compiled, bound.value, infer.value, { ...options, runtime, journal });
    if (!fitted.ok) {
      keep = options.signal?.aborted === true || fitted.diagnostics.some(({ code }) => code === "H0740");
      await (keep ? journal.finish() : journal.stop());
      return fitted;
    }
    const posterior = withRecord(fitted.value, question, journal.secondsBefore);
    const { complete } = posterior.record;
    const written = await (complete ? journal.stop() : journal.finish());
    const saved = await save(posterior, path, { replace: checkpoint.replace, staging: folder });
    if (!saved.ok) return failure(...saved.diagnostics.map(goOn), ...(await journal.finish()));
    keep = !complete;
    const warnings = [
      ...bound.warnings,
      ...opened.warnings,
      ...fitted.warnings,
      ...(complete ? [] : written),
    ];
    const wentOnFrom = journal.secondsBefore > 0 ? journal.secondsBefore : null;
    return success({ posterior, wentOnFrom, alone: false }, warnings);
  } finally {
    checkpoint.release(keep);
  }
}

/** What a stored posterior was asked; what it does not say is taken to be as now. */
function questionOf({ model, record }: Posterior, now: Question): Question {
  const { infer, method, options, seed, data = now.data } = record;
  return { ...now, model: model.program.source.text, infer, method, options, seed, data };
}

function alone(posterior: Posterior, warnings: readonly Diagnostic[]): Outcome<Saved> {
  return success({ posterior, wentOnFrom: null, alone: true }, warnings);
}

function withRecord(posterior: Posterior, { data }: Question, before: number): Posterior {
  const { record } = posterior;
  const seconds = { ...record.seconds, fit: record.seconds.fit + before };
  return { ...posterior, record: { ...record, seconds, data } };
}

/** The numbers are not lost where the posterior cannot be written. */
function goOn(diagnostic: Diagnostic): Diagnostic {
  const help = diagnostic.help ?? "make room for it: --resume goes on from the last checkpoint";
  return { ...diagnostic, help };
}
