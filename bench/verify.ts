/** `npm run verify`: tables that a sceptic can rerun, each figure beside the published or closed-form one. */

import { verifyClasses } from "./verify/classes.ts";
import { verifyClosedForms } from "./verify/closed-forms.ts";
import { verifyConjugate } from "./verify/conjugate.ts";
import { verifyInBetween } from "./verify/in-between.ts";
import { verifyKills } from "./verify/kills.ts";
import { verifyPosteriordb } from "./verify/posteriordb.ts";
import { referenceFolder } from "./verify/reference-data.ts";
import { verifySbc } from "./verify/sbc.ts";
import { verifyUci } from "./verify/uci.ts";

await verifyConjugate();
if (!(await verifyClosedForms())) process.exitCode = 1;
if (!(await verifySbc())) process.exitCode = 1;
if (!(await verifyKills(100))) process.exitCode = 1;
const folder = referenceFolder();
if (folder === null) {
  process.stdout.write(
    "skipped: UCI regression, classes, posteriordb and the gap, for their data is not at ../shared/data (or HUNCH_DATA)\n",
  );
} else {
  await verifyUci(folder);
  await verifyClasses(folder);
  await verifyPosteriordb(folder);
  await verifyInBetween(folder, null);
}
