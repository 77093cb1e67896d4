import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainChains } from "../../src/posterior/chains.ts";
import { readStored, save } from "../../src/posterior/folder.ts";
import type { Approximation, Posterior } from "../../src/posterior/posterior.ts";
import { predict } from "../../src/posterior/predict.ts";
import { revive } from "../../src/posterior/stored.ts";
import {
  codesOf,
  createInterpreter,
  fresh,
  line,
  modelOf,
  posteriorOf,
  scale,
  sites,
  train,
  value,
} from "./model.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hunch-posterior-"));
});
afterAll(async () => rm(folder, { recursive: true }));

const options = { version: "0.1.0", replace: false };
const linear = modelOf(line);
const lineBound = train(linear, {
  x: [
    [1, 2],
    [3, 5],
  ],
  y: [1, 2],
});
const scaled = modelOf(scale);
const scaleBound = train(scaled, { y: [1, 2, 4] });

function example(approximation: Approximation): Posterior {
  return approximation.kind === "gaussian"
    ? posteriorOf(linear, lineBound, approximation)
    : posteriorOf(scaled, scaleBound, approximation);
}

const pair = (mu: readonly number[], s: readonly number[]) => sites({ mu, s });
const approximations: readonly Approximation[] = [
  { kind: "point", values: pair([0.1], [0.7]) },
  { kind: "mean_field", mean: pair([0.1], [-0.3]), sd: pair([Math.fround(0.2)], [0.5]) },
  plainChains(2, 2, pair([0.1, 0.2, 0.3, 0.4], [1, 2, 3, 4])),
  {
    ...plainChains(2, 2, pair([0.1, 0.2, 0.3, 0.4], [1, 2, 3, 4])),
    statistics: new Map([
      ["energy", Float64Array.of(1.5, 0.1, 3, 4)],
      ["divergent", Float64Array.of(0, 0, 1, 0)],
    ]),
    divergences: { chain: Float64Array.of(1), draw: Float64Array.of(0), positions: pair([0.7], [5]) },
  },
  {
    kind: "gaussian",
    mean: Float64Array.of(1, 2, 3),
    covariance: Float64Array.of(1, 0.1, 0, 0.1, 1, 0, 0, 0, 1 / 3),
  },
];

async function reload(path: string): Promise<Posterior> {
  const stored = value(await readStored(path));
  return value(revive(stored, modelOf(stored.source.text)));
}

describe.each(
  approximations.map((approximation, i) => ({ approximation, name: `${approximation.kind} ${i}` })),
)("$name", ({ approximation, name }) => {
  test("saved and read back, it predicts the same bits", async () => {
    const path = join(folder, name);
    const before = example(approximation);
    expect(value(await save(before, path, options)).bytes).toBeGreaterThan(500);
    const after = await reload(path);
    expect(after.approximation).toEqual(before.approximation);
    expect(after.record).toEqual(before.record);
    expect([...after.facts.standardisations]).toEqual([...before.facts.standardisations]);
    const data = approximation.kind === "gaussian" ? { x: [[0.1, 0.7]], y: [2] } : { y: [1.5, 3] };
    const predictions = await Promise.all(
      [before, after].map((each) =>
        predict(each, fresh(each, data), { seed: 3, draws: 20, runtime: createInterpreter() }),
      ),
    );
    expect(predictions[1]).toEqual(predictions[0]);
  });
});

describe("a folder", () => {
  const posterior = example(approximations[0] as Approximation);

  test("is whole or not there: nothing is left beside it", async () => {
    const inner = join(folder, "inner");
    value(await save(posterior, join(inner, "p"), options));
    expect(await readdir(inner)).toEqual(["p"]);
    expect((await readdir(join(inner, "p"))).sort()).toEqual([
      "00-value-mu.npy",
      "01-value-s.npy",
      "posterior.json",
    ]);
    value(await save(posterior, join(inner, "p"), { ...options, replace: true }));
    expect(await readdir(inner)).toEqual(["p"]);
  });

  test("is replaced only where a posterior stands, and only when asked", async () => {
    const path = join(folder, "kept");
    value(await save(posterior, path, options));
    expect(codesOf(await save(posterior, path, options))).toEqual(["H0654"]);
    const other = join(folder, "thesis");
    await mkdir(other);
    await writeFile(join(other, "chapter.txt"), "years of work");
    expect(codesOf(await save(posterior, other, { ...options, replace: true }))).toEqual(["H0654"]);
    expect(await readdir(other)).toEqual(["chapter.txt"]);
    const file = join(other, "chapter.txt");
    expect(codesOf(await save(posterior, join(file, "p"), options))).toEqual(["H0654"]);
  });

  test.each<[string, (path: string) => Promise<void>, string, RegExp]>([
    ["no folder", async (path) => rm(path, { recursive: true }), "H0650", /no such folder/],
    ["no manifest", async (path) => rm(join(path, "posterior.json")), "H0650", /no posterior.json/],
    ["half a manifest", async (path) => truncate(join(path, "posterior.json"), 100), "H0651", /not JSON/],
    [
      "a missing array",
      async (path) => rm(join(path, "00-value-mu.npy")),
      "H0651",
      /00-value-mu.npy is missing/,
    ],
    [
      "an array cut short",
      async (path) => truncate(join(path, "00-value-mu.npy"), 130),
      "H0651",
      /cut short/,
    ],
    ["an array that changed", async (path) => flip(join(path, "00-value-mu.npy")), "H0651", /has changed/],
    ["a newer format", async (path) => edit(path, /"format": 1/, '"format": 7'), "H0652", /^$/],
    ["a label list of numbers", async (path) => edit(path, /"N": 3/, '"N": "x"'), "H0651", /`sizes`/],
    [
      "an array not listed",
      async (path) => edit(path, /"name": "value mu"/, '"name": "value nu"'),
      "H0651",
      /list every/,
    ],
    ["an array outside", async (path) => edit(path, /"00-value-mu.npy"/, '"../x.npy"'), "H0651", /outside/],
  ])("%s is refused", async (name, damage, code, why) => {
    const path = join(folder, name.replaceAll(" ", "-"));
    value(await save(posterior, path, options));
    await damage(path);
    const outcome = await readStored(path);
    expect(codesOf(outcome)).toEqual([code]);
    expect(outcome.ok ? "" : (outcome.diagnostics[0]?.notes[0] ?? "")).toMatch(why);
  });
});

async function flip(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  await writeFile(file, bytes);
}

async function edit(path: string, from: RegExp, to: string): Promise<void> {
  const file = join(path, "posterior.json");
  await writeFile(file, (await readFile(file, "utf8")).replace(from, to));
}
