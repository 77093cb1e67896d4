/** `node scripts/kills.ts [KILLS] [SEED]`: the table of killed fits alone, with as many kills as asked for. */

import { verifyKills } from "../bench/verify/kills.ts";

const [kills = 100, seed = 1] = process.argv.slice(2).map(Number);
process.exitCode = (await verifyKills(kills, seed)) ? 0 : 1;
