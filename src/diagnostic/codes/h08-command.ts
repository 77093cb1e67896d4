/** H08 the command line: verbs, options, files to read and write. */

import { error } from "../row.ts";

export const commandCodes = {
  H0801: error((h: { name: string }) => `there is no command ${h.name}`),
  H0802: error((h: { what: string }) => `${h.what} is not here yet`),
  H0803: error((h: { verb: string; option: string }) => `${h.verb} has no option ${h.option}`),
  H0804: error(
    (h: { option: string; wanted: string; found: string }) => `${h.option} wants ${h.wanted}, not ${h.found}`,
  ),
  H0805: error((h: { verb: string; wanted: string }) => `hunch ${h.verb} wants ${h.wanted}`),
  H0806: error((h: { option: string }) => `${h.option} is given twice`),
  H0807: error((h: { file: string }) => `I cannot read the file ${h.file}`),
  H0808: error((h: { path: string }) => `${h.path} is already there`),
  H0809: error((h: { path: string }) => `I cannot write ${h.path}`),
  H0810: error((h: { code: string }) => `no diagnostic has the code ${h.code}`),
  H0812: error((h: { name: string; wanted: string; given: boolean }) =>
    h.given ? `the point's ${h.name} is not ${h.wanted}` : `the point has no ${h.name}, which is ${h.wanted}`,
  ),
  H0813: error((h: { name: string }) => `the model has no latent ${h.name}`),
  H0814: error((h: { names: string }) => `nothing says how large ${h.names} is`),
  H0815: error((h: { column: string }) => `${h.column} is no column of numbers that the model reads`),
  H0816: error((h: { file: string }) => `${h.file} holds no splits of these rows`),
} as const;
