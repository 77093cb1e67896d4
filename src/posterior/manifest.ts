/** `posterior.json`: everything of a posterior but its arrays, and where those are. Written here, and read with suspicion. */

import { Bug } from "../diagnostic/bug.ts";
import type { BoundArray, Standardisation } from "../data/bound.ts";
import { chainsFrom } from "./chains.ts";
import { type ConjugateEntry, conjugateEntry, conjugateFrom } from "./conjugate-stored.ts";
import type { Array64 } from "./npy.ts";
import type { Approximation, FitRecord, Posterior } from "./posterior.ts";
import type { StoredConstant, StoredPosterior } from "./stored.ts";

export const formatVersion = 1;

/** One array's file. The digest is SHA-256, in hexadecimal. */
export interface ArrayEntry {
  readonly name: string;
  readonly file: string;
  readonly sha256: string;
}

interface Manifest {
  readonly format: number;
  readonly hunch: string;
  readonly model: { readonly name: string; readonly file: string; readonly source: string };
  readonly record: FitRecord;
  readonly approximation: {
    readonly kind: Approximation["kind"];
    readonly chains?: number;
    readonly draws?: number;
  } & Partial<ConjugateEntry>;
  readonly sites: readonly string[];
  readonly sizes: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly standardisations: Readonly<Record<string, Standardisation>>;
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly constants: Readonly<
    Record<string, { readonly dimensions: readonly string[]; readonly integer: boolean }>
  >;
  /** As the constants: of models with discrete latents. */
  readonly training?: Manifest["constants"];
  readonly arrays: readonly ArrayEntry[];
}

/** The text of `posterior.json`. */
export function writeManifest(posterior: Posterior, version: string, arrays: readonly ArrayEntry[]): string {
  const { model, facts, approximation, record } = posterior;
  const manifest: Manifest = {
    format: formatVersion,
    hunch: version,
    model: { name: model.program.name, file: model.program.source.name, source: model.program.source.text },
    record,
    approximation: approximationEntry(approximation),
    sites: model.sites.map(({ name }) => name),
    sizes: Object.fromEntries(facts.sizes),
    labels: Object.fromEntries(facts.labels),
    standardisations: Object.fromEntries(facts.standardisations),
    columns: Object.fromEntries(facts.columns),
    constants: entriesOf(facts.constants),
    ...(posterior.training === undefined ? {} : { training: entriesOf(posterior.training) }),
    arrays,
  };
  return `${JSON.stringify(manifest, null, 1)}\n`;
}

function approximationEntry(approximation: Approximation): Manifest["approximation"] {
  const { kind } = approximation;
  if (kind === "draws") return { kind, chains: approximation.chains, draws: approximation.draws };
  return kind === "conjugate" ? { kind, ...conjugateEntry(approximation) } : { kind };
}

function entriesOf(arrays: ReadonlyMap<string, BoundArray>): Manifest["constants"] {
  return Object.fromEntries(
    [...arrays].map(([name, { dimensions, integer }]) => [
      name,
      { dimensions: dimensions.map(({ id }) => id), integer },
    ]),
  );
}

export type ManifestReading =
  | { readonly kind: "read"; readonly manifest: Manifest }
  | { readonly kind: "newer"; readonly format: number }
  | { readonly kind: "damaged"; readonly why: string };

/** Checks the shape of everything that is used later. */
export function readManifest(text: string): ManifestReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "damaged", why: "posterior.json is not JSON" };
  }
  const format = isObject(value) ? value["format"] : null;
  if (typeof format !== "number") return { kind: "damaged", why: "posterior.json states no format" };
  if (format > formatVersion) return { kind: "newer", format };
  const missing = Object.entries(shape).find(([name, fits]) => !isObject(value) || !fits(value[name]));
  if (missing !== undefined)
    return { kind: "damaged", why: `posterior.json lacks a sound \`${missing[0]}\`` };
  return { kind: "read", manifest: value as Manifest };
}

const isString = (value: unknown): boolean => typeof value === "string";
const isNumber = (value: unknown): boolean => typeof value === "number";
const kinds: { readonly [K in Approximation["kind"]]: true } = {
  point: true,
  mean_field: true,
  gaussian: true,
  conjugate: true,
  draws: true,
};

const shape: { readonly [K in keyof Required<Manifest>]: (value: unknown) => boolean } = {
  format: isNumber,
  hunch: isString,
  model: (value) => isObject(value) && ["name", "file", "source"].every((key) => isString(value[key])),
  record: (value) =>
    isObject(value) &&
    ["infer", "method"].every((key) => isString(value[key])) &&
    ["seed", "rows", "dropped"].every((key) => isNumber(value[key])) &&
    typeof value["complete"] === "boolean" &&
    isObject(value["options"]) &&
    mapOf(value["objective"], (each) => isNumber(each) || each === null) &&
    isObject(value["seconds"]) &&
    (value["data"] === undefined || mapOf(value["data"], isString)),
  approximation: (value) => {
    if (!isObject(value) || typeof value["kind"] !== "string" || !Object.hasOwn(kinds, value["kind"]))
      return false;
    if (value["kind"] === "conjugate") {
      const isGroup = (each: unknown): boolean =>
        isObject(each) &&
        listOf(each["sites"], isString) &&
        (each["scale"] === null || isString(each["scale"]));
      return listOf(value["groups"], isGroup) && mapOf(value["parameters"], (each) => listOf(each, isString));
    }
    return value["kind"] !== "draws" || (isNumber(value["chains"]) && isNumber(value["draws"]));
  },
  sites: (value) => listOf(value, isString),
  sizes: (value) => mapOf(value, isNumber),
  labels: (value) => mapOf(value, (each) => listOf(each, isString)),
  standardisations: (value) =>
    mapOf(value, (each) => isObject(each) && listOf(each["mean"], isNumber) && listOf(each["sd"], isNumber)),
  columns: (value) => mapOf(value, (each) => listOf(each, isString)),
  constants: areArrays,
  training: (value) => value === undefined || areArrays(value),
  arrays: (value) =>
    listOf(value, (each) => isObject(each) && ["name", "file", "sha256"].every((key) => isString(each[key]))),
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown, fits: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}

function areArrays(value: unknown): boolean {
  return mapOf(value, (each) => isObject(each) && listOf(each["dimensions"], isString));
}

function mapOf(value: unknown, fits: (each: unknown) => boolean): boolean {
  return isObject(value) && Object.values(value).every(fits);
}

/** Manifest and arrays together; null where an array that is needed is not listed. */
export function assemble(
  path: string,
  manifest: Manifest,
  arrays: ReadonlyMap<string, Array64>,
): StoredPosterior | null {
  const { sites, approximation, record, model } = manifest;
  const bySite = (kind: string): ReadonlyMap<string, Float64Array> | null => {
    const found = sites.map((name) => [name, arrays.get(`${kind} ${name}`)?.values] as const);
    return found.every((entry): entry is [string, Float64Array] => entry[1] !== undefined)
      ? new Map(found)
      : null;
  };
  const rebuilt = rebuild(approximation, bySite, arrays);
  const constants = gather("data", manifest.constants, arrays);
  const training = gather("training", manifest.training ?? {}, arrays);
  if (rebuilt === null || constants === null || training === null) return null;
  return {
    path,
    version: manifest.hunch,
    source: { name: model.file, text: model.source },
    modelName: model.name,
    record,
    facts: {
      sizes: new Map(Object.entries(manifest.sizes)),
      labels: new Map(Object.entries(manifest.labels)),
      standardisations: new Map(Object.entries(manifest.standardisations)),
      columns: new Map(Object.entries(manifest.columns)),
      constants,
    },
    approximation: rebuilt,
    ...(manifest.training === undefined ? {} : { training }),
  };
}

/** The arrays of data that are listed; null where one is missing. */
function gather(
  kind: "data" | "training",
  listed: Manifest["constants"],
  arrays: ReadonlyMap<string, Array64>,
): ReadonlyMap<string, StoredConstant> | null {
  const found = new Map<string, StoredConstant>();
  for (const [name, { dimensions, integer }] of Object.entries(listed)) {
    const array = arrays.get(`${kind} ${name}`);
    if (array === undefined) return null;
    found.set(name, { ...array, dimensions, integer });
  }
  return found;
}

function rebuild(
  { kind, chains, draws, groups, parameters }: Manifest["approximation"],
  bySite: (kind: string) => ReadonlyMap<string, Float64Array> | null,
  arrays: ReadonlyMap<string, Array64>,
): Approximation | null {
  switch (kind) {
    case "point": {
      const values = bySite("value");
      return values && { kind, values };
    }
    case "mean_field": {
      const mean = bySite("mean");
      const sd = bySite("sd");
      return mean && sd && { kind, mean, sd };
    }
    case "gaussian": {
      const mean = arrays.get("mean");
      const covariance = arrays.get("covariance");
      return mean && covariance ? { kind, mean: mean.values, covariance: covariance.values } : null;
    }
    case "conjugate":
      if (groups === undefined || parameters === undefined) throw new Bug("groups were checked to be listed");
      return conjugateFrom({ groups, parameters }, arrays);
    case "draws": {
      const values = bySite("draws");
      if (chains === undefined || draws === undefined) throw new Bug("chains were checked to be counted");
      return values && chainsFrom({ chains, draws }, values, bySite("divergence at"), arrays);
    }
  }
}
