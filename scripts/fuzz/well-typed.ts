/** Whole programs that are well typed by construction, from a random source: what lies behind the checker is tried on them. */

import { pick, type Random } from "./random.ts";
import { expression, type Network, type Scope, strangerTo, type Value } from "./typed-expressions.ts";
import { latent } from "./typed-latents.ts";
import { recurrence, response } from "./typed-likelihood.ts";

/** A program with places that may be put wrong, each between marks. */
export function wellTyped(random: Random): string {
  let next = 0;
  const fresh = (): string => `v${++next}`;
  const some = (chances: number): boolean => random(chances) === 0;
  const labels = declaredLabels(random);
  const declared = [...labels].map(
    ([name, list]) => `dim ${name} = ${some(2) ? `{ ${list.join(", ")} }` : `{ ${list.join("  ,")} }`}`,
  );
  const groups = ["S", "W", ...labels.keys()];

  const x = some(5) ? null : fresh();
  const data: Value[] = [
    ...(x === null ? [] : [{ name: x, kind: "real", dimensions: ["N", "D"] } as const]),
    ...times(1 + random(2), () => ({ name: fresh(), kind: "real", dimensions: ["N"] }) as const),
    ...times(random(2), () => ({ name: fresh(), kind: "positive", dimensions: ["N"] }) as const),
    ...times(random(2), () => ({ name: fresh(), kind: "bool", dimensions: ["N"] }) as const),
    ...groups
      .slice(0, 2 + random(groups.length - 1))
      .map((of) => ({ name: fresh(), kind: "label", dimensions: ["N"], of }) as const),
  ];
  const responses = times(1 + random(2), () => response(fresh(), random, labels));
  const typeOf = ({ kind, of, dimensions }: Value) => `${of ?? kind}[${dimensions.join(", ")}]`;
  const columns = [...data, ...responses.map(({ value }) => value)].map(
    (value) =>
      `${value.name}: ${typeOf(value)}${value.name === x && some(2) ? " from c1..c4 standardized" : ""}`,
  );

  const networks =
    x === null ? [] : times(random(3), (i) => networkOf(`g${i + 1}`, random, [...labels.keys()]));
  const latents: Value[] = [];
  const prior: string[] = ["base ~ normal(0, 1)", ...(labels.size === 0 ? [] : ofLabels)];
  const priorScope = (): Scope => ({ values: latents, networks: [], x: null, labels, random });
  for (let count = 1 + random(6); count > 0; count--)
    prior.push(...latent(fresh(), latents, priorScope(), groups, x !== null));
  for (const { value } of networks) {
    const scale = some(2) ? "1 / sqrt(fan_in)" : expression(priorScope(), "positive", [], 1);
    prior.push(`${value.name}.weight ~ ${pick(["normal", "laplace"], random) ?? "normal"}(0, ${scale})`);
    prior.push(`${value.name}.bias ~ normal(0, 1)`);
  }

  // Labels and bools that nobody saw, for responses alone.
  const hidden: Value[] = [];
  if (labels.size > 0 && some(3)) {
    prior.push("z1: K[N] ~ categorical(weights)");
    hidden.push({ name: "z1", kind: "label", dimensions: ["N"], of: "K" });
  }
  if (some(6)) {
    prior.push("z2: bool[N] ~ bernoulli(0.1)");
    hidden.push({ name: "z2", kind: "bool", dimensions: ["N"] });
  }

  const likelihood: string[] = [];
  const known: Value[] = [...data, ...latents];
  const scope = (more: readonly Value[] = []): Scope => ({
    values: [...known, ...more],
    networks: networks.map(({ value }) => value),
    x,
    labels,
    random,
  });
  for (let count = random(3); count > 0; count--) {
    const name = fresh();
    const rows = data.find(({ kind, dimensions }) => kind === "real" && dimensions.join() === "N");
    likelihood.push(`${name}: real[N] = ${expression(scope(), "real", ["N"], 3)} + ${rows?.name ?? "1"}`);
    known.push({ name, kind: "real", dimensions: ["N"] });
  }
  if (some(3)) likelihood.push(recurrence(fresh(), scope()));
  for (const { value, says } of responses) {
    likelihood.push(
      `${value.name} ~ ${says(scope(hidden), strangerTo(known, [...value.dimensions, ...(value.of === undefined ? [] : [value.of])]))}`,
    );
    known.push(value);
  }
  const block = (name: string, lines: readonly string[]) =>
    lines.length === 0 ? "" : `${name} {\n  ${lines.join("\n  ")}\n}\n`;
  const infer =
    pick(
      ["", "infer map\n", "infer vi { steps = 10 }\n", "infer nuts\n", "infer one: map { batch = 8 }\n"],
      random,
    ) ?? "";
  const alongRows = /\b(lag|cumsum)\b/u.test(likelihood.join(" "));
  return [
    "model M\n",
    ...declared.map((line) => `${line}\n`),
    block(`data "some.csv"`, columns),
    ...networks.map(({ text }) => text),
    block("prior", prior),
    block("likelihood", likelihood),
    alongRows ? infer.replace("{ batch = 8 }", "") : infer,
  ].join("");
}

function times<T>(count: number, make: (i: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

/** What else a program with labels has. */
const ofLabels = [
  "level: real[K] ~ normal(0, 1)",
  "weights: simplex[K] ~ dirichlet(2)",
  "cuts: ordered[2] ~ normal(0, 1)",
  "Omega: correlation[K] ~ lkj(2)",
];

function declaredLabels(random: Random): ReadonlyMap<string, readonly string[]> {
  return new Map(random(2) === 0 ? [] : [["K", ["low", "middle", "high"]]]);
}

function networkOf(
  name: string,
  random: Random,
  groups: readonly string[],
): { value: Network; text: string } {
  const layer = (): string =>
    pick(
      [
        "dense(3, tanh)",
        "l1: dense(2, relu)",
        "residual { dense(2, gelu) dense }",
        "layer_norm",
        "dense(4, softplus) layer_norm",
      ],
      random,
    ) ?? "";
  const heads = random(3) === 0;
  const output = !heads && groups[0] !== undefined && random(2) === 0 ? [groups[0]] : [];
  const type = heads
    ? "{ mean: real, scale: positive }"
    : output.length > 0
      ? `real[${output.join()}]`
      : "real";
  const text = `network ${name}: real[D] -> ${type} {\n  ${times(random(3), layer).join("\n  ")}\n  dense\n}\n`;
  return { value: { name, output: ["N", ...output], heads }, text: text.replace(/(l1:[^]*?)l1:/gu, "$1l2:") };
}

/** Places that may be put wrong. */
export const placesIn = (marked: string): number => marked.split("\u0001").length - 1;

const place = /\u0001([^\u0001-\u0003]*)\u0002([^\u0001-\u0003]*)\u0003/u;

/** The text with every place right but the given one, counted from the innermost. */
export function resolve(marked: string, wrong: number | null): string {
  let text = marked;
  let count = 0;
  for (let found = place.exec(text); found !== null; found = place.exec(text)) {
    const chosen = found[count++ === wrong ? 2 : 1] ?? "";
    text = text.slice(0, found.index) + chosen + text.slice(found.index + found[0].length);
  }
  return text;
}
