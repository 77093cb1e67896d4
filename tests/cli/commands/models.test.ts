/** The commands about a model: check, fmt, compile, density, explain. */

import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { codes } from "../../../src/diagnostic/codes.ts";
import { fails, json } from "../ask.ts";
import { hunch } from "../fake-terminal.ts";
import { line, lineData, workshop } from "../workshop.ts";

describe("check", () => {
  test("says that a model is good, and all that is wrong with others", async () => {
    const { at } = workshop();
    writeFileSync(at("bad.hunch"), line.replace("x @ w", "x @ v").replace("infer exact", "infer exakt"));
    expect((await hunch("check", at("line.hunch"))).out).toContain("line.hunch is good: Line");
    expect((await hunch("check", at("line.hunch"), "--quiet")).out).toBe("");
    const { code, out } = await hunch("check", at("line.hunch"), at("bad.hunch"), "--json");
    const found = JSON.parse(out) as {
      ok: boolean;
      diagnostics: { code: string; primary: { file: string } }[];
    };
    expect([code, found.ok]).toEqual([1, false]);
    expect(found.diagnostics.map((d) => d.code)).toEqual(["H0201", "H0501"]);
    expect(found.diagnostics[0]?.primary.file).toBe(at("bad.hunch"));
    expect(await json("check", at("line.hunch"))).toEqual({ ok: true, diagnostics: [] });
  });

  test("underlines what breaks a closed form", async () => {
    const { at } = workshop();
    writeFileSync(at("bad.hunch"), line.replace("x @ w + b", "exp(x @ w) + b"));
    expect(await fails("check", at("bad.hunch"))).toContain("H0509");
  });
});

describe("fmt", () => {
  test("lays out in place, once; --check only tells", async () => {
    const { at } = workshop();
    writeFileSync(at("wild.hunch"), line.replaceAll("\n\n", "\n").replaceAll("  ", " "));
    expect((await hunch("fmt", at("wild.hunch"), "--check")).code).toBe(2);
    expect(readFileSync(at("wild.hunch"), "utf8")).not.toBe(line);
    expect((await hunch("fmt", at("wild.hunch"))).code).toBe(0);
    expect(readFileSync(at("wild.hunch"), "utf8")).toBe(line);
    expect((await hunch("fmt", at("wild.hunch"), "--check")).code).toBe(0);
  });

  test("keeps comments", async () => {
    const { at } = workshop();
    writeFileSync(at("said.hunch"), `//  why\n${line}   // well`);
    expect((await hunch("fmt", at("said.hunch"))).code).toBe(0);
    expect(readFileSync(at("said.hunch"), "utf8")).toBe(`//  why\n${line}\n// well\n`);
  });

  test("refuses a program with a mistake of syntax, and leaves it as it was", async () => {
    const { at } = workshop();
    writeFileSync(at("bad.hunch"), `${line};  // well\n`);
    expect(await fails("fmt", at("bad.hunch"))).toContain("H0110");
    expect(readFileSync(at("bad.hunch"), "utf8")).toBe(`${line};  // well\n`);
  });
});

describe("compile", () => {
  test.each(["ast", "checked", "model", "graph", "optimised", "lowered", "wat"])(
    "prints %s",
    async (stage) => {
      const { at } = workshop();
      const { code, out } = await hunch("compile", at("line.hunch"), "--emit", stage, "--infer", "noisy");
      expect(code).toBe(0);
      expect(out.split("\n").length).toBeGreaterThan(10);
      expect(out).not.toContain(at("line.hunch"));
      expect(out).not.toMatch(/undefined|\[object/);
      expect(await json("compile", at("line.hunch"), "--emit", stage, "--infer", "noisy")).toEqual({
        stage,
        text: out,
      });
    },
  );

  test("takes sizes in place of data, and names those it lacks", async () => {
    const { at } = workshop();
    const sized = await hunch(
      "compile",
      at("line.hunch"),
      "--emit",
      "graph",
      "--size",
      "N=7",
      "--size",
      "D=2",
    );
    expect(sized.out).toContain("[7, 2]");
    const lacking = await fails("compile", at("line.hunch"), "--emit", "graph", "--size", "N=7");
    expect(lacking).toContain("nothing says how large D is");
    expect(await fails("compile", at("line.hunch"), "--emit", "graph", "--size", "N=0")).toContain("H0804");
    const sizes = ["--size", "N=7", "--size", "D=2"];
    const unknown = await fails("compile", at("line.hunch"), "--emit", "graph", ...sizes, "--size", "Q=3");
    expect(unknown).toContain("not Q=3");
    expect(unknown).toContain("the model leaves open N, D");
  });

  test("writes a module that WebAssembly takes", async () => {
    const { at } = workshop();
    const words = [
      "compile",
      at("line.hunch"),
      "--emit",
      "wasm",
      "--infer",
      "noisy",
      "--out",
      at("line.wasm"),
    ];
    expect((await hunch(...words)).code).toBe(0);
    expect(WebAssembly.validate(readFileSync(at("line.wasm")))).toBe(true);
    expect(await fails(...words)).toContain("already there");
  });

  test("does not know every stage", async () => {
    const { at } = workshop();
    expect(await fails("compile", at("line.hunch"), "--emit", "lowerd")).toContain("did you mean lowered?");
    expect(await fails("compile", at("line.hunch"), "--emit", "c")).toContain("not here yet");
  });
});

describe("density", () => {
  test("gives the log density, its parts and its gradient", async () => {
    const { at } = workshop();
    writeFileSync(at("point.json"), JSON.stringify({ w: [1, -0.5], b: 2 }));
    // log N(y | x w + b, 0.5) summed over rows, log N(w | 0, 10) and log N(b | 0, 10), each written out.
    const normal = (z: number, sd: number) =>
      -0.5 * (z / sd) ** 2 - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
    const rows = lineData
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.split(",").map(Number));
    const errors = rows.map(([size = 0, age = 0, price = 0]) => price - (size - 0.5 * age + 2));
    const likelihood = errors.reduce((sum, error) => sum + normal(error, 0.5), 0);
    const prior = normal(1, 10) + normal(-0.5, 10) + normal(2, 10);
    const value = (await json("density", at("line.hunch"), "--at", at("point.json"))) as {
      log_joint: number;
      log_prior: number;
      log_likelihood: number;
      gradient: { w: number[]; b: number };
    };
    expect(value.log_prior).toBeCloseTo(prior, 10);
    expect(value.log_likelihood).toBeCloseTo(likelihood, 10);
    expect(value.log_joint).toBeCloseTo(prior + likelihood, 10);
    expect(value.gradient.b).toBeCloseTo(-2 / 100 + errors.reduce((sum, error) => sum + error / 0.25, 0), 10);
    expect(value.gradient.w).toHaveLength(2);
  });

  test("tells all that is wrong with the point", async () => {
    const { at } = workshop();
    writeFileSync(at("point.json"), JSON.stringify({ w: [1], v: 2 }));
    const err = await fails("density", at("line.hunch"), "--at", at("point.json"));
    expect(err).toContain("the point's w is not numbers of shape [2]");
    expect(err).toContain("the point has no b, which is a number");
    expect(err).toContain("the model has no latent v");
    expect(await fails("density", at("line.hunch"))).toContain("--at FILE");
    writeFileSync(at("point.json"), "{");
    expect(await fails("density", at("line.hunch"), "--at", at("point.json"))).toContain("not JSON");
  });
});

describe("explain", () => {
  test("shows the page of a code, however it is written", async () => {
    const { code, out } = await hunch("explain", "h0801");
    expect(code).toBe(0);
    expect(out).toContain("# H0801: there is no such command");
    expect(await json("explain", "H0801")).toEqual({ code: "H0801", page: out });
  });

  test("every code of the command line has a page that begins with it", () => {
    const own = Object.keys(codes).filter((code) => code.startsWith("H08"));
    expect(own.length).toBeGreaterThan(10);
    for (const code of own) {
      const page = readFileSync(new URL(`../../../docs/errors/${code}.md`, import.meta.url), "utf8");
      expect(page).toMatch(new RegExp(`^# ${code}: `));
    }
  });

  test("does not know every code, nor models yet", async () => {
    expect(await fails("explain", "H9999")).toContain("no diagnostic has the code H9999");
    expect(await fails("explain", "model.hunch")).toContain("not here yet");
  });
});
