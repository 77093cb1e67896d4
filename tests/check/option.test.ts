import { describe, expect, test } from "vitest";
import { accepted, codesOf, onlyMistake, program } from "./programs.ts";

const option = (text: string) => program({ infer: `infer vi { ${text} }` });
const read = (text: string, name: string) => accepted(option(text)).infers[0]?.options[name];

describe("the value of an option", () => {
  test("a number, calculated where need be", () => {
    expect(read("steps = 10 * 1_000", "steps")).toBe(10_000);
    expect(read("init_scale = 1e-3", "init_scale")).toBe(0.001);
  });

  test("a choice, its numbers in order, by name, or by default", () => {
    expect(read("schedule = cosine", "schedule")).toEqual({ choice: "cosine", arguments: { final: 0 } });
    expect(read("schedule = cosine(0.1)", "schedule")).toEqual({
      choice: "cosine",
      arguments: { final: 0.1 },
    });
    expect(read("optimizer = adam(0.1, beta2 = 0.9)", "optimizer")).toMatchObject({
      arguments: { rate: 0.1, beta1: 0.9, beta2: 0.9 },
    });
  });

  test.each([
    ["steps = many", "H0503", "steps wants a whole number (steps), not many"],
    ["batch = 1.5", "H0503", "batch wants a whole number (rows), not 1.5"],
    ["steps = 0", "H0504", "steps must be between 1 and 1_000_000_000 (steps)"],
    ["optimizer = 0.1", "H0503", "optimizer wants adam, sgd or natural, not 0.1"],
    ["optimizer = adan(0.1)", "H0505", "optimizer has no choice adan"],
    ["optimizer = adam(lr = 0.1)", "H0503", "adam wants adam(rate, beta1, beta2, epsilon), not lr"],
    [
      "optimizer = adam(0.1, rate = 0.1)",
      "H0503",
      "adam wants adam(rate, beta1, beta2, epsilon), not rate twice",
    ],
    ["optimizer = adam(-1)", "H0504", "rate of adam must be between 0 and 10"],
    ["guide = mean_field(3)", "H0503", "mean_field wants nothing in parentheses, not 3 as well"],
    ["guide = low_rank(0)", "H0504", "rank of low_rank must be between 1 and 10_000"],
    ["guide = full_rank", "H0299", "guide = full_rank: part of the language, but not built yet"],
  ])("%s", (text, code, title) => {
    const mistake = onlyMistake(option(text));
    expect([mistake.code, mistake.title]).toEqual([code, title]);
  });

  test("a layer may stand where one is meant", () => {
    const layer = (text: string) => onlyMistake(program({ infer: `infer laplace { ${text} }` })).title;
    expect(layer("weights = f.hidden")).toBe("weights = f.hidden: part of the language, but not built yet");
    expect(layer("structure = f.hidden")).toContain("structure wants full, kron, diag or low_rank");
  });

  test("each wrong option is told", () => {
    expect(codesOf(option("steps = lots  batch = 0  guide = mean"))).toEqual(["H0503", "H0504", "H0505"]);
  });
});
