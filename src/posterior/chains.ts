/** What a sampler's chains leave beside their draws — statistics and divergences — as arrays of a posterior's folder, and back. */

import type { Array64 } from "./npy.ts";
import type { Chains, Divergences, FitRecord, SamplerStatistic, SiteValues } from "./posterior.ts";

const told: { readonly [S in SamplerStatistic]: true } = {
  energy: true,
  divergent: true,
  depth: true,
  leapfrogs: true,
  acceptance: true,
  step_size: true,
  log_density: true,
};

const names = Object.keys(told) as readonly SamplerStatistic[];

/** Draws that no Hamiltonian sampler made. */
export function plainChains(chains: number, draws: number, values: SiteValues): Chains {
  const none: Divergences = {
    chain: new Float64Array(0),
    draw: new Float64Array(0),
    positions: new Map([...values.keys()].map((name) => [name, new Float64Array(0)])),
  };
  return {
    kind: "draws",
    chains,
    draws,
    values,
    statistics: new Map(),
    divergences: none,
    watched: new Map(),
  };
}

/** What `fit` tells of a sampler's run: counts over all chains, `draws` of all chains together. */
export interface SamplerCounts {
  readonly divergences: number;
  /** Draws whose tree reached `maxDepth`; none of paths that have no tree. */
  readonly max_depth_hits: number;
  readonly draws: number;
  readonly chains: number;
  /** After warm-up. */
  readonly leapfrogs: number;
}

/** The greatest depth of a run's trees; Infinity for paths that are no trees. */
export function maxDepthOf({ options }: FitRecord): number {
  const { max_depth: deepest } = options;
  return typeof deepest === "number" ? deepest : Infinity;
}

export function samplerCounts({ chains, draws, statistics }: Chains, maxDepth: number): SamplerCounts {
  const sum = (name: SamplerStatistic, of: (value: number) => number): number =>
    (statistics.get(name) ?? new Float64Array(0)).reduce((total, value) => total + of(value), 0);
  return {
    divergences: sum("divergent", (value) => value),
    max_depth_hits: sum("depth", (depth) => (depth >= maxDepth ? 1 : 0)),
    draws: chains * draws,
    chains,
    leapfrogs: sum("leapfrogs", (value) => value),
  };
}

/** By name: `statistic energy` `[chains, draws]`; `watched y` `[chains, draws, …]`; `divergence chain` and `divergence draw`, where there are divergences. */
export function chainArrays({
  chains,
  draws,
  statistics,
  divergences,
  watched,
}: Chains): ReadonlyMap<string, Array64> {
  const arrays = new Map<string, Array64>();
  for (const [name, values] of statistics)
    arrays.set(`statistic ${name}`, { shape: [chains, draws], values });
  const { chain, draw } = divergences;
  if (chain.length > 0) {
    arrays.set("divergence chain", { shape: [chain.length], values: chain });
    arrays.set("divergence draw", { shape: [draw.length], values: draw });
  }
  for (const [name, { shape, values }] of watched)
    arrays.set(`watched ${name}`, { shape: [chains, draws, ...shape], values });
  return arrays;
}

/** From the arrays of a folder, the sites' own among them; a folder without statistics has draws alone. */
export function chainsFrom(
  { chains, draws }: Pick<Chains, "chains" | "draws">,
  values: SiteValues,
  positions: SiteValues | null,
  arrays: ReadonlyMap<string, Array64>,
): Chains {
  const plain = plainChains(chains, draws, values);
  const statistics = new Map(
    names.flatMap((name) => {
      const array = arrays.get(`statistic ${name}`);
      return array === undefined ? [] : [[name, array.values] as const];
    }),
  );
  const chain = arrays.get("divergence chain")?.values;
  const draw = arrays.get("divergence draw")?.values;
  const whole = chain !== undefined && draw !== undefined && positions !== null;
  const watched = new Map(
    [...arrays].flatMap(([name, { shape, values: own }]) =>
      name.startsWith("watched ")
        ? [[name.slice("watched ".length), { shape: shape.slice(2), values: own }] as const]
        : [],
    ),
  );
  return {
    ...plain,
    statistics,
    watched,
    divergences: whole ? { chain, draw, positions } : plain.divergences,
  };
}

/** What does not fit together, in words; null where all does. `sizes` are the sites' numbers of elements. */
export function chainsFault(
  { chains, draws, statistics, divergences, watched }: Chains,
  sizes: readonly (readonly [string, number])[],
): string | null {
  for (const [name, { length }] of statistics) {
    if (length !== chains * draws)
      return `the statistic ${name} has ${length} numbers for ${chains * draws} draws`;
  }
  for (const [name, { shape, values }] of watched) {
    if (values.length !== chains * draws * shape.reduce((product, size) => product * size, 1))
      return `what it watched of ${name} does not fit its draws`;
  }
  const { chain, draw, positions } = divergences;
  const fits =
    draw.length === chain.length &&
    chain.every((c, i) => c >= 0 && c < chains && (draw[i] ?? -1) >= 0 && (draw[i] ?? -1) < draws) &&
    sizes.every(([name, size]) => positions.get(name)?.length === size * chain.length);
  return fits ? null : "its divergences do not fit its draws";
}
