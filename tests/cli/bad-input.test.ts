/** Whatever is wrong with the input: a clear diagnostic, exit 1, no stack trace, and no half-written posterior. */

import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hunch } from "./fake-terminal.ts";

const model = (data = "", layers = "dense") => `model Bad
data {
  x: real[N, D] from size standardized
  y: real[N] from price
  ${data}
}
network f: real[D] -> real { ${layers} }
prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)  noise: positive ~ half_normal(1) }
likelihood { y ~ normal(f(x), noise) }
infer vi { steps = 20  elbo_samples = 2 }
`;

interface Bad {
  readonly what: string;
  readonly data?: string | null;
  readonly model?: string | null;
  readonly code: string;
  /** What the terminal must show: the place, the name, the way out. */
  readonly says: readonly (string | RegExp)[];
}

const good = "size,price\n1,2\n2,3\n4,4\n";

const table: readonly Bad[] = [
  { what: "a missing file", data: null, code: "H0601", says: ["data.csv", "no such file"] },
  { what: "a missing model", model: null, code: "H0807", says: ["model.hunch", "no such file"] },
  { what: "an empty file", data: "", code: "H0602", says: ["data.csv", "empty"] },
  { what: "a header alone", data: "size,price\n", code: "H0603", says: ["no rows"] },
  {
    what: "a header that lacks a column",
    data: "siz,price\n1,2\n2,3\n",
    code: "H0610",
    says: ["size", "did you mean `siz`?"],
  },
  {
    what: "a cell that is no number",
    data: "size,price\n1,2\nabc,3\n4,4\n",
    code: "H0613",
    says: ['"abc"', "line 3, column 1"],
  },
  {
    what: "a missing cell",
    data: "size,price\n1,2\n,3\n4,4\n",
    code: "H0614",
    says: ["line 3, column 1", "missing = drop"],
  },
  {
    what: "nothing but missing cells under missing = drop",
    data: "size,price\n,2\n,3\n",
    model: model("missing = drop"),
    code: "H0619",
    says: ["every row"],
  },
  {
    what: "a constant column",
    data: "size,price\n1,2\n1,3\n1,4\n",
    code: "H0617",
    says: ["constant", "size"],
  },
  { what: "an infinite value", data: "size,price\n1,2\ninf,3\n3,4\n", code: "H0615", says: ["line 3"] },
  { what: "one row under standardized", data: "size,price\n1,2\n", code: "H0618", says: ["one row"] },
  { what: "a ragged row", data: "size,price\n1,2\n2,3,4\n", code: "H0606", says: ["3 cells", "line 3"] },
  { what: "two equal headers", data: "size,size,price\n1,1,2\n2,2,3\n", code: "H0611", says: ["size"] },
  {
    what: "an unclosed quote",
    data: 'size,price\n1,2\n"2,3\n3,4\n',
    code: "H0607",
    says: ["never closed", "line 3"],
  },
  {
    what: "300 lines of syntax errors",
    model: `model M\n${"data { x: real[N }\n".repeat(300)}`,
    code: "H0102",
    says: ["model.hunch:2:15", /… and \d+ more/],
  },
  {
    what: "a model of 10 MB",
    model: `model M\n${"x".repeat(10_000_000)}`,
    code: "H0105",
    says: ["10000008 characters", "at most 100000"],
  },
  {
    what: "a width of a thousand million",
    model: model("", "hidden: dense(1_000_000_000, relu) dense"),
    code: "H0703",
    says: ["GB of memory", "f.hidden.weight has 1,000,000,000 numbers"],
  },
];

describe("bad input", () => {
  test.each(table)("$what", async (bad) => {
    const folder = mkdtempSync(join(tmpdir(), "hunch-test-"));
    const [modelFile, dataFile] = [join(folder, "model.hunch"), join(folder, "data.csv")];
    if (bad.model !== null) writeFileSync(modelFile, bad.model ?? model());
    if (bad.data !== null) writeFileSync(dataFile, bad.data ?? good);
    const before = readdirSync(folder);

    const plain = await hunch("fit", modelFile, "--data", dataFile);
    expect([plain.code, plain.out]).toEqual([1, ""]);
    expect(plain.err).toContain(`error[${bad.code}]`);
    for (const part of bad.says) expect(plain.err).toMatch(part);
    expect(plain.err).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    expect(plain.err.length).toBeLessThan(20_000);

    const { code, out, err } = await hunch("fit", modelFile, "--data", dataFile, "--json");
    expect([code, err]).toEqual([1, ""]);
    const { error } = JSON.parse(out) as { error: { exit: number; diagnostics: { code: string }[] } };
    expect([error.exit, error.diagnostics[0]?.code]).toEqual([1, bad.code]);
    expect(readdirSync(folder)).toEqual(before);
  });

  test("the model and data that these are made from are good", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hunch-test-"));
    writeFileSync(join(folder, "model.hunch"), model("missing = drop"));
    writeFileSync(join(folder, "data.csv"), `${good},9\n`);
    const { code, out } = await hunch("fit", join(folder, "model.hunch"), "--data", join(folder, "data.csv"));
    expect(code).toBe(0);
    expect(out).toContain("3 rows, 1 dropped");
    expect(readdirSync(folder).sort()).toEqual(["data.csv", "model.hunch", "model.posterior"]);
  });

  test("a class that training never saw", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hunch-test-"));
    const at = (name: string) => join(folder, name);
    writeFileSync(
      at("kinds.hunch"),
      `model Kinds
      data { x: real[N, D] from a  kind: Kind[N] }
      network f: real[D] -> real[Kind] { dense }
      prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
      likelihood { kind ~ categorical(logits = f(x)) }
      infer vi { steps = 20  elbo_samples = 2 }`,
    );
    writeFileSync(at("seen.csv"), "a,kind\n1,red\n2,blue\n3,red\n");
    writeFileSync(at("unseen.csv"), "a,kind\n1,red\n2,green\n");
    expect((await hunch("fit", at("kinds.hunch"), "--data", at("seen.csv"))).code).toBe(0);
    const { code, err } = await hunch("evaluate", at("kinds.posterior"), "--data", at("unseen.csv"));
    expect(code).toBe(1);
    expect(err).toContain("error[H0634]");
    expect(err).toContain("training saw blue, red");
  });

  test.each([
    ["a folder that is no posterior", (folder: string) => folder, "H0650"],
    ["a posterior that is not there", (folder: string) => join(folder, "no.posterior"), "H0650"],
  ])("%s", async (_, path, wanted) => {
    const folder = mkdtempSync(join(tmpdir(), "hunch-test-"));
    for (const verb of ["summary", "draws"]) {
      const { code, err } = await hunch(verb, path(folder));
      expect(code).toBe(1);
      expect(err).toContain(`error[${wanted}]`);
    }
  });
});
