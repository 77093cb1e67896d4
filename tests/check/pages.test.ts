/** Each code of the checker has its page, whose first program gives that code and whose last one gives nothing. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inferenceCodes } from "../../src/diagnostic/codes/h05-inference.ts";
import { nameCodes } from "../../src/diagnostic/codes/h02-names.ts";
import { probabilityCodes } from "../../src/diagnostic/codes/h04-probability.ts";
import { typeCodes } from "../../src/diagnostic/codes/h03-types.ts";
import { codesOf } from "./programs.ts";

const folder = join(import.meta.dirname, "../../docs/errors");
/** Told by the model's room and by the pipeline, which have data and requests to look at. */
const elsewhere = ["H0509", "H0510", "H0511"];
const codes = Object.keys({ ...nameCodes, ...typeCodes, ...probabilityCodes, ...inferenceCodes });

describe("the pages of the checker's codes", () => {
  test("are all there", () => {
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => !existsSync(join(folder, `${code}.md`)))).toEqual([]);
  });

  test.each(codes.filter((code) => !elsewhere.includes(code)))("%s", (code) => {
    const page = readFileSync(join(folder, `${code}.md`), "utf8");
    expect(page.startsWith(`# ${code}: `)).toBe(true);
    const programs = [...page.matchAll(/```hunch\n(.*?)```/gs)].map((match) => match[1] ?? "");
    expect(programs).toHaveLength(2);
    expect(programs.map((program) => codesOf(program))).toEqual([[code], []]);
  });
});
