import { describe, expect, test } from "vitest";
import { accepted, codesOf, onlyMistake } from "./programs.ts";

const ordinal = (dim: string, cutpoints: string, label = "Grade", use = "cutpoints") => `model Ordinal
${dim}
data { store: Store[N]  grade: ${label}[N] }
prior { cutpoints: ${cutpoints} ~ normal(0, 3) }
likelihood { grade ~ ordered_logistic(0.5, ${use}) }
`;

describe("cutpoints", () => {
  test("are one fewer than the labels that are declared", () => {
    accepted(ordinal("dim Grade = 1..5", "ordered[4]"));
    accepted(ordinal("dim Grade = { low, high }  dim Cut = 1", "ordered[Cut]"));
    const mistake = onlyMistake(ordinal("dim Grade = { low, middle, high }", "ordered[3]"));
    expect([mistake.code, mistake.help]).toEqual(["H0320", "declare it ordered[2]"]);
    expect(codesOf(ordinal("dim Grade = 1..5  dim Cut = 5  dim Twin = Cut", "ordered[Twin]"))).toEqual([
      "H0320",
    ]);
  });

  // Planted: the labels' own dimension let through, whatever its size.
  test("have a dimension of their own, and any size where only data knows the labels", () => {
    accepted(ordinal("", "ordered[7]"));
    expect(codesOf(ordinal("", "ordered[Grade]"))).toEqual(["H0320"]);
  });

  test("may be chosen by a label, and are ordered", () => {
    accepted(ordinal("dim Grade = 1..3", "ordered[Store, 2]", "Grade", "cutpoints[store]"));
    expect(codesOf(ordinal("dim Grade = 1..3", "ordered[Store, 2]"))).toEqual(["H0302"]);
    expect(codesOf(ordinal("dim Grade = 1..3", "real[2]"))).toEqual(["H0401"]);
    accepted(ordinal("dim Grade = 1..3", "ordered positive[2]").replace("normal(0, 3)", "half_normal(3)"));
  });
});
