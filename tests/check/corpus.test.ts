/** The bad programs of the corpus give the code they are named for, and nothing that follows from it. */

import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { inferenceCodes } from "../../src/diagnostic/codes/h05-inference.ts";
import { nameCodes } from "../../src/diagnostic/codes/h02-names.ts";
import { probabilityCodes } from "../../src/diagnostic/codes/h04-probability.ts";
import { typeCodes } from "../../src/diagnostic/codes/h03-types.ts";
import { codesOf } from "./programs.ts";

const folder = join(import.meta.dirname, "../corpus/bad");
const files = globSync("h0[2-5]*.hunch", { cwd: folder }).toSorted();
const codeOf = (file: string) => basename(file).slice(0, 5).toUpperCase();
/** Told by the model's room and by the pipeline. */
const elsewhere = ["H0509", "H0510", "H0511"];

describe("bad programs", () => {
  test("there is one for every code of the checker", () => {
    const codes = Object.keys({ ...nameCodes, ...typeCodes, ...probabilityCodes, ...inferenceCodes });
    const shown = new Set(files.map(codeOf));
    expect(codes.filter((code) => !shown.has(code) && !elsewhere.includes(code))).toEqual([]);
  });

  test.each(files.filter((file) => !elsewhere.includes(codeOf(file))))("%s", (file) => {
    const codes = codesOf(readFileSync(join(folder, file), "utf8"));
    expect([...new Set(codes)]).toEqual([codeOf(file)]);
  });
});
