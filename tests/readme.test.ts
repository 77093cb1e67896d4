/** What the front page shows is what the project does: its model passes the checker, its mistake prints as printed. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "../src/index.ts";
import { renderDiagnostic } from "../src/diagnostic/render.ts";
import { compileText } from "../src/pipeline.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The fenced blocks of a language, in order. */
function fences(language: string): string[] {
  return [...readme.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, "g"))].map(
    (match) => match[1] ?? "",
  );
}

test("the model is good", () => {
  const [model = ""] = fences("hunch");
  expect(model).toContain("model Concrete");
  expect(compileText({ name: "concrete.hunch", text: model })).toMatchObject({ ok: true, warnings: [] });
});

// Planted fault: the help's wording changed in the README.
test("the mistake prints as shown", () => {
  const [model = ""] = fences("hunch");
  const wrong = model
    .replace("  noise: positive ~ half_normal(1)\n", "  s ~ normal(0, 1)\n")
    .replace("normal(f(x), noise)", "normal(f(x), s)");
  const found = compileText({ name: "concrete.hunch", text: wrong });
  if (found.ok) throw new Error("the mistake passed");
  const [first, ...others] = found.diagnostics;
  expect(others).toEqual([]);
  const shown = first ? renderDiagnostic(first, { colour: false, columns: 100 }) : "";
  expect(readme).toContain(shown.trimEnd());
});

test("the TypeScript runs", async () => {
  const [code = ""] = fences("ts");
  const text = /compile\(`([^]*?)`\)/.exec(code)?.[1] ?? "";
  const data = { x: [0, 1, 2, 3], y: [1.1, 2.9, 5.2, 6.8] };
  expect(code).toContain("x: [0, 1, 2, 3], y: [1.1, 2.9, 5.2, 6.8]");
  const posterior = await (await compile(text)).fit(data);
  const { columns } = await posterior.predict({ x: [2.5, 10] });
  // Least squares of these four points: slope 1.94, intercept 1.09.
  expect(columns["y_mean"]?.[1]).toBeCloseTo(20.49, 0);
});
