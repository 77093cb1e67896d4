/** H02 names: what is called what, and in which order it stands. */

import { error, warning } from "../row.ts";

export const nameCodes = {
  H0201: error((h: { name: string }) => `I know nothing called ${h.name}`),
  H0202: error(
    (h: {
      kind: "distribution" | "function" | "layer" | "activation" | "element type" | "missing policy";
      name: string;
    }) => `there is no ${h.kind} called ${h.name}`,
  ),
  H0203: error((h: { name: string }) => `there is no dimension called ${h.name}`),
  H0204: error((h: { name: string }) => `${h.name} is used before it is declared`),
  H0205: error((h: { what: string; name: string }) => `the ${h.what} ${h.name} is declared twice`),
  H0206: error((h: { block: string }) => `a program has one ${h.block} block, and this is a second`),
  H0207: error(() => "the blocks stand in another order than a program's"),
  H0208: error((h: { block: string }) => `this program has no ${h.block} block`),
  H0209: error(
    (h: { owner: string; what: string; name: string }) => `${h.owner} has no ${h.what} called ${h.name}`,
  ),
  H0210: error((h: { name: string; is: string; use: string }) => `${h.name} is ${h.is}, not ${h.use}`),
  H0211: error((h: { name: string }) => `a layer cannot be called ${h.name}`),
  H0212: error((h: { name: string }) => `${h.name} is known only in the prior of a network's weights`),
  H0213: warning((h: { what: string; name: string }) => `the ${h.what} ${h.name} is never used`),
  H0299: error((h: { what: string }) => `${h.what}: part of the language, but not built yet`),
} as const;
