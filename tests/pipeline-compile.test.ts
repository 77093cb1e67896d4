import { describe, expect, test } from "vitest";
import { compileText, format, inferOf } from "../src/pipeline-compile.ts";
import { compiled, exactText, lineText } from "./pipeline-models.ts";

const codesOf = (text: string): string[] => {
  const outcome = compileText({ name: "test.hunch", text });
  return (outcome.ok ? outcome.warnings : outcome.diagnostics).map(({ code }) => code);
};

describe("compiling a text", () => {
  test("walks from text to model", () => {
    const { syntax, program, model, seconds } = compiled(lineText);
    expect(syntax.blocks.map(({ kind }) => kind)).toEqual([
      "model",
      "data",
      "prior",
      "likelihood",
      "infer",
      "infer",
    ]);
    expect(program.name).toBe("Line");
    expect(model.sites.map(({ name }) => name)).toEqual(["slope", "spread"]);
    expect(seconds).toBeGreaterThan(0);
  });

  test("tells the parser's and the checker's mistakes in one run, in the order of the text", () => {
    const wrong = lineText
      .replace("slope ~", "slope ~ ~")
      .replace("normal(slope * x, spread)", "normal(slope * z, spread)");
    const codes = codesOf(wrong);
    expect(codes.some((code) => code.startsWith("H01"))).toBe(true);
    expect(codes).toContain("H0201");
  });

  test("tells what breaks a closed form that is asked for, once, whatever asks", () => {
    const text = exactText.replace("slope * x", "exp(slope) * x");
    expect(codesOf(`${text}infer again: exact\n`)).toEqual(["H0509"]);
    expect(codesOf(text.replace("infer exact", "infer vi"))).toEqual([]);
  });

  test("finds an infer block by its name", () => {
    const line = compiled(lineText);
    expect(inferOf(line, null)).toMatchObject({ ok: true, value: { name: "vi" } });
    expect(inferOf(line, "point")).toMatchObject({ ok: true, value: { name: "point" } });
    expect(inferOf(line, "pont")).toMatchObject({ ok: false, diagnostics: [{ code: "H0511" }] });
  });

  test("lays a text out, comments kept, unless something is wrong", async () => {
    const laidOut = await format({ name: "a", text: lineText });
    if (!laidOut.ok) throw new Error("the line is good");
    expect(await format({ name: "a", text: laidOut.value })).toEqual(laidOut);
    const said = `// hm\n${laidOut.value}`;
    expect(await format({ name: "a", text: said })).toMatchObject({ ok: true, value: said });
    expect((await format({ name: "a", text: "model" })).ok).toBe(false);
  });
});
