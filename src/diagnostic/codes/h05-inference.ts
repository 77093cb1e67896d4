/** H05 inference: methods, their options, and whether they fit the model. */

import { error } from "../row.ts";

export const inferenceCodes = {
  H0501: error((h: { name: string }) => `there is no inference method ${h.name}`),
  H0502: error((h: { method: string; name: string }) => `${h.method} has no option ${h.name}`),
  H0503: error(
    (h: { option: string; wanted: string; found: string }) => `${h.option} wants ${h.wanted}, not ${h.found}`,
  ),
  H0504: error((h: { option: string; range: string }) => `${h.option} must be ${h.range}`),
  H0505: error((h: { option: string; name: string }) => `${h.option} has no choice ${h.name}`),
  H0506: error((h: { name: string }) => `two infer blocks are called ${h.name}`),
  H0507: error((h: { option: string }) => `the option ${h.option} is set twice`),
  H0508: error((h: { method: string; why: string }) => `${h.method} does not fit this model: ${h.why}`),
  /** Conjugacy, which `model/` finds. */
  H0509: error((h: { what: string }) => `exact needs a model with a closed form, and ${h.what}`),
  /** For the pipeline: a fit was asked for. */
  H0510: error(() => "there is nothing to run: the program has no infer block"),
  H0511: error((h: { name: string }) => `no infer block is called ${h.name}`),
} as const;
