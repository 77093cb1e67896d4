/** The inference methods that are built, by the names of their declarations in `library/methods/`. */

import type { MethodName } from "../../library/methods/table.ts";
import type { Method } from "../method.ts";
import { exact } from "./exact.ts";
import { hmc } from "./hmc.ts";
import { map } from "./map.ts";
import { nuts } from "./nuts.ts";
import { vi } from "./vi.ts";

/** Total: null where the declaration says that it is not built yet. */
export const methods: { readonly [M in MethodName]: Method | null } = {
  exact,
  map,
  vi,
  dropout: null,
  laplace: null,
  swag: null,
  ensemble: null,
  sgld: null,
  sghmc: null,
  hmc,
  nuts,
};
