/**
 * `npm run bench`: what a user waits for, in one run. `npm run bench -- --peers PYTHON` also runs the rivals (see
 * `peers/requirements.txt`) in turn with ours and prints the ratios; machines drift, so only figures of one run compare.
 * `--only training` or `--only sampling` leaves the other out; `--long` samples the network in full beside every rival, an hour of theirs.
 */

import { parseArgs } from "node:util";
import { sampling } from "./sampling-table.ts";
import { training } from "./training-table.ts";
import { referenceFolder } from "./verify/reference-data.ts";

const { values: options } = parseArgs({
  options: {
    peers: { type: "string" },
    rounds: { type: "string", default: "3" },
    only: { type: "string" },
    long: { type: "boolean", default: false },
  },
});
const rounds = Math.max(1, Number(options.rounds));
const python = options.peers ?? null;
if (options.only !== "sampling") await training(python, rounds);
if (options.only !== "training") sampling({ python, rounds, folder: referenceFolder(), long: options.long });
