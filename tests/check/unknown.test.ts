import { describe, expect, test } from "vitest";
import { scopeOf } from "../../src/check/scope.ts";
import { nearest, reportUnknown } from "../../src/check/unknown.ts";

const source = { name: "t", text: "sigm" };
const span = { source, start: 0, end: 4 };

describe("unknown names", () => {
  test("one near name is offered with its edit, several without", () => {
    expect(nearest("sigm", span, ["sigma", "mu"])).toEqual({
      help: "did you mean sigma?",
      notes: [],
      edits: [{ span, text: "sigma" }],
    });
    expect(nearest("tua", span, ["tau", "tub"])).toMatchObject({
      help: "did you mean tau or tub?",
      edits: [],
    });
    expect(nearest("far", span, ["completely"], "or so")).toEqual({
      help: null,
      notes: ["or so"],
      edits: [],
    });
  });

  test("a word of another language is ours, where ours fits there", () => {
    expect(nearest("gaussian", span, ["beta", "normal"])).toMatchObject({
      edits: [{ span, text: "normal" }],
    });
    expect(nearest("gaussian", span, ["steps"]).help).toBeNull();
  });

  test("are told once, and never where the text is lost that may declare them", () => {
    const scope = scopeOf(source, { announced: new Map(), bracketed: new Set(), lost: new Set(["lost"]) });
    reportUnknown(scope, "H0201", { name: "sigm" }, "sigm", span, []);
    reportUnknown(scope, "H0201", { name: "sigm" }, "sigm", { ...span, start: 1 }, []);
    reportUnknown(scope, "H0201", { name: "lost" }, "lost", { ...span, start: 2 }, []);
    expect(scope.mistakes.all()).toHaveLength(1);
  });
});
