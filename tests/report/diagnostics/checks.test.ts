import { describe, expect, test } from "vitest";
import { samplerChecks, sentence, type CheckName, type Run } from "../../../src/report/diagnostics/checks.ts";
import { judge } from "../../../src/report/diagnostics/judge.ts";
import { drawSet } from "./draw-sets.ts";

const names = (_: string, __: number, index: number): string => `s${index + 1}`;

/** The chains of one of the draw sets. */
function run(set: string, more: Partial<Run> = {}): Run {
  const { chains, draws, values } = drawSet(set);
  const quantities = [{ name: "tau", shape: [], values }];
  const zeros = new Float64Array(chains * draws);
  return {
    chains,
    draws,
    quantities,
    judged: quantities.map((quantity) => judge(quantity, chains, draws)),
    energy: drawSet("independent").values.slice(0, chains * draws),
    divergent: zeros,
    depth: zeros,
    maxDepth: 10,
    positions: new Map(),
    ...more,
  };
}

function check(name: CheckName, of: Run) {
  const found = samplerChecks(of, names).find((each) => each.name === name);
  if (found === undefined) throw new Error(`no check ${name}`);
  return found;
}

// Planted and seen red: a limit of 1.1, the best element told for the worst, ESS against 10 a chain, E-BFMI of the best chain.
describe("each check fails where it must, and says what was seen, what it means and what to do", () => {
  test("good draws pass all", () => {
    const checks = samplerChecks(run("independent"), names);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual([
      "stuck",
      "rhat",
      "ess_bulk",
      "ess_tail",
      "divergences",
      "max_depth",
      "ebfmi",
    ]);
  });

  // Planted: limit and count compared the other way round.
  test("one chain that stands still, which no other figure shows", () => {
    const values = new Float64Array(50).fill(2.5);
    const quantities = [{ name: "tau", shape: [], values }];
    const judged = quantities.map((quantity) => judge(quantity, 1, 50));
    const alone = { ...run("constant"), chains: 1, draws: 50, quantities, judged };
    expect(samplerChecks(alone, names).filter(({ ok }) => !ok)).toHaveLength(1);
    expect(check("stuck", alone)).toMatchObject({ ok: false, value: 1, limit: 0 });
    expect(check("stuck", alone).seen).toBe("the chain never moved");
    expect(check("stuck", run("each chain its own constant"))).toMatchObject({
      value: 4,
      seen: "of 4 chains, never moved: 1, 2, 3, 4",
    });
    expect(check("stuck", run("independent")).seen).toBe("every chain moved");
  });

  test("chains apart", () => {
    const found = check("rhat", run("chains of unequal width"));
    expect(found).toMatchObject({ ok: false, limit: 1.01 });
    expect(found.value).toBeGreaterThan(1.05);
    expect(sentence(found)).toMatch(
      /^R̂ of tau is 1\.\d+: the chains have not come to one distribution.*; run longer/,
    );
  });

  test("the worst element is the one that is told", () => {
    const { chains, draws, values } = drawSet("independent");
    const { values: bad } = drawSet("hardly moving");
    const both = Float64Array.from({ length: 2 * chains * draws }, (_, i) =>
      i % 2 === 0 ? (values[i >> 1] ?? 0) : (bad[i >> 1] ?? 0),
    );
    const judged = [judge({ name: "theta", shape: [2], values: both }, chains, draws)];
    const all = { ...run("independent"), judged };
    expect(check("rhat", all).seen).toContain("theta[s2]");
    expect(check("ess_bulk", all)).toMatchObject({ ok: false, limit: 400 });
    expect(check("ess_bulk", all).seen).toContain("theta[s2]");
    expect(check("ess_tail", all).seen).toContain("theta[s2]");
  });

  // Planted: too few draws that pass, as what never varies does.
  test("three draws a chain are too few, and one check says so", () => {
    const quantities = [{ name: "tau", shape: [], values: Float64Array.of(1, 2, 3, 1.5, 2.5, 3.5) }];
    const judged = quantities.map((quantity) => judge(quantity, 2, 3));
    const few = { ...run("independent"), chains: 2, draws: 3, quantities, judged };
    const failed = samplerChecks(few, names).filter(({ ok }) => !ok);
    expect(failed.map(({ name, value }) => [name, value])).toEqual([["ess_bulk", null]]);
    expect(failed[0]?.seen).toBe("each chain has 3 draws, fewer than 4");
    expect(check("rhat", few).seen).toBe("too few draws to compare chains");
  });

  test("one chain has nothing to agree with", () => {
    expect(check("rhat", run("one chain"))).toMatchObject({ ok: true, value: null, advice: "run four" });
  });

  test("divergent paths, and where", () => {
    const divergent = new Float64Array(1000).fill(1, 0, 12);
    const positions = new Map([["tau", new Float64Array(12).fill(-1.5)]]);
    const found = check("divergences", run("independent", { divergent, positions }));
    expect(found).toMatchObject({ ok: false, value: 12, limit: 0 });
    expect(found.seen).toBe("12 of 1,000 paths diverged, where tau is small, about -1.5");
  });

  test("paths cut short are told and fail nothing", () => {
    const depth = new Float64Array(1000).fill(10, 0, 3);
    const found = check("max_depth", run("independent", { depth }));
    expect(found).toMatchObject({ ok: true, value: 3, limit: null });
    expect(found.seen).toBe("3 paths were cut short at depth 10, 1,023 steps");
  });

  test("energies that creep, in one chain of four", () => {
    const energy = drawSet("independent").values.slice();
    energy.set(drawSet("autoregressive").values.subarray(0, 250), 750);
    const found = check("ebfmi", { ...run("independent"), energy });
    expect(found.ok).toBe(false);
    expect(found.value).toBeLessThan(0.3);
  });
});
