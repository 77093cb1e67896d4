/** The inference methods by name, those to come included. `inference/` has one implementation for each that is built. */

import type { MethodDeclaration } from "../method.ts";
import { dropout } from "./dropout.ts";
import { ensemble } from "./ensemble.ts";
import { exact } from "./exact.ts";
import { hmc } from "./hmc.ts";
import { laplace } from "./laplace.ts";
import { map } from "./map.ts";
import { nuts } from "./nuts.ts";
import { sghmc } from "./sghmc.ts";
import { sgld } from "./sgld.ts";
import { swag } from "./swag.ts";
import { vi } from "./vi.ts";
import { table } from "../rows.ts";

export type MethodName =
  | "exact"
  | "map"
  | "vi"
  | "dropout"
  | "laplace"
  | "swag"
  | "ensemble"
  | "sgld"
  | "sghmc"
  | "hmc"
  | "nuts";

const rows: { readonly [M in MethodName]: MethodDeclaration } = {
  exact,
  map,
  vi,
  dropout,
  laplace,
  swag,
  ensemble,
  sgld,
  sghmc,
  hmc,
  nuts,
};

export const methods: ReadonlyMap<string, MethodDeclaration> = table(...Object.values(rows));
