/** Where posteriors go and come from, and what is said of their latents. */

import { existsSync } from "node:fs";
import { failure, type Outcome } from "../diagnostic/diagnostic.ts";
import { maySave, type Compiled } from "../pipeline.ts";
import type { Arguments } from "./arguments.ts";
import { mayWrite } from "./output.ts";

export interface Place {
  readonly path: string;
  /** The user named it: what stands there is replaced only with `--force`. */
  readonly named: boolean;
}

/** `--out`, or the model's file name with `.posterior` for `.hunch`. */
export function posteriorPlace(compiled: Compiled, given: Arguments): Place {
  const out = given.value("out");
  if (out !== null) return { path: out, named: true };
  const { name } = compiled.source;
  const base = name === "standard input" ? compiled.program.name : name.replace(/\.hunch$/, "");
  return { path: `${base}.posterior`, named: false };
}

/** Asked before a fit, so that minutes of work do not end at a folder that is taken. `--resume` looks at what is there itself. */
export async function mayPlace(place: Place, given: Arguments): Promise<Outcome<string>> {
  const { path } = place;
  const replace = mayReplace(place, given) || given.has("resume");
  const free = mayWrite(path, replace);
  if (free.ok) return maySave(path, replace);
  if (!existsSync(`${path}.partial`)) return free;
  const help = "--resume goes on with the fit that was stopped there, --force replaces it";
  return failure(...free.diagnostics.map((diagnostic) => ({ ...diagnostic, help })));
}

/** Whether a posterior that is there may be replaced. */
export function mayReplace({ named }: Place, given: Arguments): boolean {
  return !named || given.has("force");
}
