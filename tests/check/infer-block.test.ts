import { describe, expect, test } from "vitest";
import { accepted, codesOf, onlyMistake, program } from "./programs.ts";

const infer = (text: string) => program({ infer: text });

describe("infer blocks", () => {
  test("every option has its value or its default, and where it is written", () => {
    const [vi] = accepted(infer("infer wide: vi { steps = 500  optimizer = adam(0.02) }")).infers;
    expect([vi?.name, vi?.method.name]).toEqual(["wide", "vi"]);
    expect(vi?.options["steps"]).toBe(500);
    expect(vi?.options["batch"]).toBeNull();
    expect(vi?.options["optimizer"]).toMatchObject({ choice: "adam", arguments: { rate: 0.02, beta1: 0.9 } });
    expect(vi?.options["guide"]).toMatchObject({ choice: "mean_field" });
    expect(Object.keys(vi?.spans ?? {})).toEqual(["steps", "optimizer"]);
  });

  test("an unknown method or option has the nearest name", () => {
    expect(onlyMistake(infer("infer mapp")).help).toBe("did you mean map?");
    expect(onlyMistake(infer("infer vi { step = 5 }")).help).toBe("did you mean steps?");
    expect(onlyMistake(infer("infer map { samples = 5 }")).notes[0]).toContain("vi and dropout have it");
    expect(onlyMistake(infer("infer exact { steps = 5 }")).notes[0]).toContain("exact has no options");
  });

  test("names and options stand once", () => {
    expect(codesOf(infer("infer map infer map { steps = 2 }"))).toEqual(["H0506"]);
    expect(codesOf(infer("infer map infer long: map { steps = 2 }"))).toEqual([]);
    expect(codesOf(infer("infer map { steps = 2 steps = 3 }"))).toEqual(["H0507"]);
  });

  test("a method to come says so", () =>
    expect(codesOf(infer("infer sgld { cycles = 4 }"))).toEqual(["H0299"]));

  // Planted: its options not read.
  test("of a method to come the wrong options are told, and nothing else", () => {
    expect(onlyMistake(infer("infer laplace { structre = kron }")).help).toBe("did you mean structure?");
    expect(codesOf(infer("infer swag { rank = -1 }"))).toEqual(["H0504"]);
    expect(codesOf(infer("infer laplace { hessian = ggm  weights = 3 }"))).toEqual(["H0505", "H0503"]);
  });

  test("it says so beside the program's other mistakes", () => {
    const text = program({ likelihood: "y ~ normal(x @ w + c, s)", infer: "infer laplace" });
    expect(codesOf(text)).toEqual(["H0201", "H0299"]);
  });
});
