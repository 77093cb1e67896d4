/** Diagnostics as people read them. */

import { describe, expect, test } from "vitest";
import { diagnose, type Details } from "../../src/diagnostic/diagnostic.ts";
import { renderDiagnostic, renderDiagnostics } from "../../src/diagnostic/render.ts";
import type { Source } from "../../src/diagnostic/source.ts";

const model: Source = {
  name: "concrete.hunch",
  text: `${"\n".repeat(16)}  y ~ normal(f(x), s)\n`,
};
const find = (source: Source, text: string) => {
  const start = source.text.indexOf(text);
  return { source, start, end: start + text.length };
};
const plain = { colour: false, columns: 130 };
const rendered = (details: Details, options = plain) =>
  renderDiagnostic(
    diagnose("H0401", { parameter: "scale", distribution: "normal", wanted: "positive" }, details),
    options,
  );

describe("a diagnostic", () => {
  test("one place, one text, one way out", () => {
    const s = model.text.lastIndexOf("s)");
    expect(
      rendered({
        at: { source: model, start: s, end: s + 1 },
        text: "s is real, declared at line 13",
        help: "declare `s: positive ~ half_normal(1)`, or write softplus(s)",
      }),
    ).toBe(`error[H0401]: the scale of normal must be positive
  ┌─ concrete.hunch:17:20
17│   y ~ normal(f(x), s)
  │                    ^ s is real, declared at line 13
  = try: declare \`s: positive ~ half_normal(1)\`, or write softplus(s)`);
  });

  test("several places on a line, the texts side by side where they fit", () => {
    const wine = { name: "wine.hunch", text: `${"\n".repeat(11)}  y ~ normal(x @ w, noise)\n` };
    const at = wine.text.indexOf("x @ w");
    const details = {
      at: { source: wine, start: at + 2, end: at + 3 },
      text: "@ contracts x's last dimension, D, which w does not have",
      labels: [
        { span: { source: wine, start: at, end: at + 1 }, text: "x: real[N, D]" },
        { span: { source: wine, start: at + 4, end: at + 5 }, text: "w: real[K]" },
      ],
    };
    const title = "error[H0301]: these dimensions do not meet\n  ┌─ wine.hunch:12:16\n";
    const diagnostic = { ...diagnose("H0301", {}, details) };
    expect(renderDiagnostic(diagnostic, plain)).toBe(`${title}12│   y ~ normal(x @ w, noise)
  │              ─ ^ ─
  │              x: real[N, D]   w: real[K]      @ contracts x's last dimension, D, which w does not have`);
    expect(renderDiagnostic(diagnostic, { colour: false, columns: 80 }))
      .toBe(`${title}12│   y ~ normal(x @ w, noise)
  │              ─ ^ ─
  │              │ │ w: real[K]
  │              │ @ contracts x's last dimension, D, which w does not have
  │              x: real[N, D]`);
  });

  test("notes, a question for help, and texts of several lines", () => {
    expect(rendered({ at: null, notes: ["found  real\nwanted positive"], help: "did you mean scale?" })).toBe(
      `error[H0401]: the scale of normal must be positive
  = note: found  real
          wanted positive
  = did you mean scale?`,
    );
  });

  test("a cell of data, and a label in the model", () => {
    expect(
      rendered({
        at: { file: "cars.csv", line: 12, column: 3 },
        text: "`abc`",
        labels: [{ span: find(model, "f(x)"), text: "here" }],
      }),
    ).toBe(`error[H0401]: the scale of normal must be positive
  ┌─ cars.csv, line 12, column 3
  │ \`abc\`
  ├─ concrete.hunch:17:14
17│   y ~ normal(f(x), s)
  │              ──── here`);
  });

  test("places in two sources", () => {
    const other = { name: "other.hunch", text: "x" };
    const text = rendered({ at: find(model, "y"), labels: [{ span: find(other, "x"), text: "there" }] });
    expect(text.split("\n").slice(1)).toEqual([
      "  ┌─ concrete.hunch:17:3",
      "17│   y ~ normal(f(x), s)",
      "  │   ^",
      "  ├─ other.hunch:1:1",
      " 1│ x",
      "  │ ─ there",
    ]);
  });

  test("in colour every line ends what it began; warnings are not errors", () => {
    const text = rendered({ at: find(model, "y"), text: "t", help: "h" }, { colour: true, columns: 80 });
    expect(text).toContain("\u001b[1;31merror[H0401]\u001b[0m");
    for (const line of text.split("\n"))
      expect(line.split("\u001b[").length).toBe(line.split("\u001b[0m").length * 2 - 1);
    const warned = renderDiagnostic(
      { ...diagnose("H0201", { name: "x" }, { at: null }), level: "warning" },
      plain,
    );
    expect(warned).toBe("warning[H0201]: I know nothing called x");
  });

  test("what a user wrote cannot command the terminal", () => {
    const text = renderDiagnostic(
      diagnose("H0201", { name: "\u001b[2J" }, { at: null, help: "\u202e" }),
      plain,
    );
    expect(text).toBe("error[H0201]: I know nothing called \ufffd[2J\n  = try: \ufffd");
  });

  test("several are told with an empty line between", () => {
    const one = diagnose("H0201", { name: "x" }, { at: null });
    expect(renderDiagnostics([one, one], plain)).toBe(
      `${renderDiagnostic(one, plain)}\n\n${renderDiagnostic(one, plain)}\n`,
    );
    expect(renderDiagnostics([], plain)).toBe("");
  });
});
