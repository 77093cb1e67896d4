/** How far to trust a posterior: what its chains say of every quantity, and the checks of `hunch diagnose`. */

import type { DataSource } from "./data/columns.ts";
import { diagnose, success, type Diagnostic, type Outcome } from "./diagnostic/diagnostic.ts";
import type { Posterior } from "./posterior/posterior.ts";
import type { Summary } from "./posterior/summarise.ts";
import type { Check, CheckName } from "./report/diagnostics/checks.ts";
import type { Judged, Quantity } from "./report/diagnostics/judge.ts";
import { type AskOptions, defaultRuntime, drawsOf } from "./pipeline-posterior.ts";

export type { Summary } from "./posterior/summarise.ts";

/** The JSON of `hunch diagnose`. */
export interface Diagnosis {
  readonly ok: boolean;
  readonly checks: readonly (Pick<Check, "name" | "value" | "limit" | "ok"> & { readonly text: string })[];
  /** The checks that failed, as warnings. */
  readonly warnings: readonly Diagnostic[];
}

interface Looked {
  readonly quantities: readonly Quantity[];
  readonly judged: readonly Judged[];
}

/** A fit is judged for its table and for its checks, from the same figures. */
const looked = new WeakMap<Posterior, Promise<Looked>>();

/** Every reported quantity but networks' weights; of networks, what they predict in their place, and the log density. */
function look(posterior: Posterior): Promise<Looked> {
  const known = looked.get(posterior);
  if (known !== undefined) return known;
  const found = lookAt(posterior);
  looked.set(posterior, found);
  return found;
}

async function lookAt(posterior: Posterior): Promise<Looked> {
  const { approximation, model } = posterior;
  if (approximation.kind !== "draws") return { quantities: [], judged: [] };
  const { chains, draws } = approximation;
  const [{ judge }, { values }] = await Promise.all([
    import("./report/diagnostics/judge.ts"),
    drawsOf(posterior, chains * draws),
  ]);
  const weights = new Set(model.sites.filter(({ latent }) => latent.weight !== null).map(({ name }) => name));
  const own = [...values].flatMap(([name, array]) => (weights.has(name) ? [] : [{ name, ...array }]));
  const quantities = [...own, ...predicted(posterior)];
  return { quantities, judged: quantities.map((quantity) => judge(quantity, chains, draws)) };
}

const logDensity = "the log density";
const prediction = (response: string): string => `the prediction of ${response}`;

function predicted({ approximation, model }: Posterior): readonly Quantity[] {
  if (approximation.kind !== "draws" || model.program.networks.length === 0) return [];
  const density = approximation.statistics.get("log_density");
  return [
    ...[...approximation.watched].map(([name, array]) => ({ name: prediction(name), ...array })),
    ...(density === undefined ? [] : [{ name: logDensity, shape: [], values: density }]),
  ];
}

/** Latents over a layer's units change places as its weights do. */
function mayPermute({ model }: Posterior, name: string): boolean {
  const declared = [
    ...model.sites,
    ...model.deterministics.map((each) => ({ name: each.name, dimensions: each.type.dimensions })),
  ];
  const found = declared.find((each) => each.name === name);
  return found?.dimensions.some(({ origin }) => origin === "layer") ?? false;
}

/** Mean, sd and quantiles of the latents, in the model's own units, and of samplers what they are worth; weights of networks by tensor. */
export async function summarise(posterior: Posterior, options: AskOptions = {}): Promise<Summary> {
  const { summarise: summariseAll } = await import("./posterior/summarise.ts");
  const runtime = options.runtime ?? (await defaultRuntime());
  const summary = await summariseAll(posterior, { seed: options.seed ?? 1, runtime });
  const { judged } = await look(posterior);
  if (judged.length === 0) return summary;
  const { nest } = await import("./posterior/nest.ts");
  const byName = new Map(judged.map((one) => [one.name, one]));
  return Object.fromEntries(
    Object.entries(summary).map(([name, entry]) => {
      const one = byName.get(name);
      if (one === undefined || !("q50" in entry)) return [name, entry];
      const of = (values: Float64Array) => nest(values, one.shape);
      const figures = {
        rhat: of(one.rhat),
        ess_bulk: of(one.bulk),
        ess_tail: of(one.tail),
        mcse_mean: of(one.mcse),
      };
      return [name, { ...entry, ...figures }];
    }),
  );
}

const codes = {
  // The fit has told it: H0712.
  stuck: null,
  rhat: "H0720",
  ess_bulk: "H0721",
  ess_tail: "H0721",
  divergences: "H0722",
  max_depth: null,
  ebfmi: "H0723",
} as const satisfies Record<CheckName, string | null>;

/** The same, and k̂ of a variational posterior, for which its training data are needed. `path` names it where these are others. */
export async function diagnoseWithData(
  posterior: Posterior,
  sources: readonly DataSource[],
  path: string,
  options: AskOptions = {},
): Promise<Outcome<Diagnosis>> {
  const [{ importanceOf }, { sentence }] = await Promise.all([
    import("./pipeline-importance.ts"),
    import("./report/diagnostics/checks.ts"),
  ]);
  const importance = await importanceOf(posterior, sources, path, options);
  if (!importance.ok) return importance;
  const { ok, checks, warnings } = await diagnosePosterior(posterior);
  if (importance.value === null) return success({ ok, checks, warnings }, importance.warnings);
  const { name, value, limit, ok: near } = importance.value;
  const told = { name, value, limit, ok: near, text: sentence(importance.value) };
  return success({ ok: ok && near, checks: [...checks, told], warnings }, importance.warnings);
}

/** Of a sampler, the checks; of another method, what can be said without them. */
export async function diagnosePosterior(posterior: Posterior): Promise<Diagnosis> {
  const { approximation, record, model } = posterior;
  const [
    { samplerChecks, sentence },
    { positionsOf },
    { unsampled },
    { maxDepthOf },
    { quantities, judged },
  ] = await Promise.all([
    import("./report/diagnostics/checks.ts"),
    import("./report/positions.ts"),
    import("./report/diagnostics/unsampled.ts"),
    import("./posterior/chains.ts"),
    look(posterior),
  ]);
  const told = (check: Check) => {
    const { name, value, limit, ok } = check;
    return { name, value, limit, ok, text: sentence(check) };
  };
  if (approximation.kind !== "draws" || approximation.statistics.size === 0)
    return { ok: true, checks: [told(unsampled(approximation.kind))], warnings: [] };
  const { chains, draws, statistics, divergences } = approximation;
  const statistic = (name: "energy" | "divergent" | "depth") => statistics.get(name) ?? new Float64Array(0);
  const checks = samplerChecks(
    {
      chains,
      draws,
      judged: judged.filter(({ name }) => !mayPermute(posterior, name)),
      quantities,
      energy: statistic("energy"),
      divergent: statistic("divergent"),
      depth: statistic("depth"),
      maxDepth: maxDepthOf(record),
      positions: divergences.positions,
    },
    positionsOf(posterior),
  );
  const at = model.program.infers.find(({ name }) => name === record.infer)?.span ?? null;
  const warnings = checks.flatMap(({ name, ok, seen, meaning, advice }) => {
    const code = codes[name];
    return ok || code === null
      ? []
      : [diagnose(code, { seen }, { at, notes: meaning === null ? [] : [meaning], help: advice })];
  });
  return { ok: checks.every(({ ok }) => ok), checks: checks.map(told), warnings };
}
