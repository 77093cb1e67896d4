/** Writes `docs/reference/tables.md` from the library's tables: `node scripts/reference.ts`. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { referenceTables } from "./reference/tables.ts";

writeFileSync(join(import.meta.dirname, "..", "docs", "reference", "tables.md"), referenceTables());
