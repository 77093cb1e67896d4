/** Whole programs that are well typed by construction, from a random source: what lies behind the checker is tried on them. */

import { pick, type Random } from "./random.ts";
import {
  either,
  expression,
  type Network,
  type Scope,
  type Value,
  type Wanted,
} from "./typed-expressions.ts";

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
  const prior: string[] = labels.size === 0 ? [] : ["level: real[K] ~ normal(0, 1)"];
  const priorScope = (): Scope => ({ values: latents, networks: [], x: null, labels, random });
  for (let count = 1 + random(6); count > 0; count--)
    prior.push(...latent(fresh(), latents, priorScope(), groups, x !== null));
  for (const { value } of networks) {
    const scale = some(2) ? "1 / sqrt(fan_in)" : expression(priorScope(), "positive", [], 1);
    prior.push(`${value.name}.weight ~ ${pick(["normal", "laplace"], random) ?? "normal"}(0, ${scale})`);
    prior.push(`${value.name}.bias ~ normal(0, 1)`);
  }

  const likelihood: string[] = [];
  const known: Value[] = [...data, ...latents];
  const scope = (): Scope => ({
    values: known,
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
      `${value.name} ~ ${says(scope(), strangerTo(known, [...value.dimensions, ...(value.of === undefined ? [] : [value.of])]))}`,
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

/** A quantity that looks back at itself, once or twice or through a lag within a lag. */
function recurrence(name: string, scope: Scope): string {
  const outside = (allowed: readonly string[]) => expression(scope, "real", allowed, 2);
  const back = (of: string): string => `lag(${of} over N, ${1 + scope.random(3)}, start = ${outside([])})`;
  const inner =
    pick([name, `${name}^2`, `tanh(${name} + ${outside(["N"])})`, `${name} - ${back(name)}`], scope.random) ??
    name;
  const more = scope.random(2) === 0 ? "" : ` - ${back(`abs(${name})`)}`;
  return `${name}: real[N] = ${back(inner)} * (${outside(["N"])})${more}`;
}

function times<T>(count: number, make: (i: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

function declaredLabels(random: Random): ReadonlyMap<string, readonly string[]> {
  return new Map(random(2) === 0 ? [] : [["K", ["low", "middle", "high"]]]);
}

/** A value with a dimension that is not allowed. */
function strangerTo(known: readonly Value[], allowed: readonly string[]): string | null {
  const found = known.find(
    ({ kind, tied, dimensions }) =>
      kind === "real" && tied !== true && dimensions.some((d) => !allowed.includes(d)),
  );
  return found?.name ?? null;
}

type Says = (scope: Scope, stranger: string | null) => string;

/** An argument, or the same with a dimension too many. */
function argument(
  scope: Scope,
  wanted: Wanted,
  dimensions: readonly string[],
  stranger: string | null,
): string {
  const right = expression(scope, wanted, dimensions, 3);
  return stranger === null ? right : right + either("", ` + ${stranger}`);
}

function response(
  name: string,
  random: Random,
  labels: ReadonlyMap<string, readonly string[]>,
): { value: Value; says: Says } {
  const rows = ["N"];
  const of = [...labels.keys()][0];
  const value = (kind: Value["kind"]): Value => ({ name, kind, dimensions: rows });
  const a = (scope: Scope, wanted: Wanted, stranger: string | null) =>
    argument(scope, wanted, rows, stranger);
  const kinds: { value: Value; says: Says }[] = [
    { value: value("real"), says: (s, w) => `normal(${a(s, "real", w)}, ${a(s, "positive", null)})` },
    {
      value: value("real"),
      says: (s, w) => `student_t(${a(s, "positive", null)}, ${a(s, "real", w)}, ${a(s, "positive", null)})`,
    },
    {
      value: value("real"),
      says: (s, w) =>
        `mixture(0.25: normal(${a(s, "real", w)}, 1), 0.75: laplace(${a(s, "real", null)}, ${a(s, "positive", null)}))`,
    },
    { value: value("positive"), says: (s, w) => `lognormal(${a(s, "real", w)}, ${a(s, "positive", null)})` },
    { value: value("positive"), says: (s) => `gamma(${a(s, "positive", null)}, ${a(s, "positive", null)})` },
    {
      value: value("positive"),
      says: (s, w) => `censored(weibull(${a(s, "positive", null)}, exp(${a(s, "real", w)})), high = 9)`,
    },
    { value: value("count"), says: (s, w) => `poisson(log_rate = ${a(s, "real", w)})` },
    {
      value: value("count"),
      says: (s, w) =>
        `zero_inflated(${a(s, "unit", null)}, neg_binomial(log_mean = ${a(s, "real", w)}, dispersion = 2))`,
    },
    { value: value("bool"), says: (s, w) => `bernoulli(logits = ${a(s, "real", w)})` },
    { value: value("unit"), says: (s) => `beta(${a(s, "positive", null)}, ${a(s, "positive", null)})` },
  ];
  if (of !== undefined) {
    const logits = (s: Scope, w: string | null) =>
      `categorical(logits = ${argument(s, "real", ["N", of], w)} + level)`;
    kinds.push({ value: { name, kind: "label", dimensions: rows, of }, says: logits });
  }
  return pick(kinds, random) ?? { value: value("real"), says: () => "normal(0, 1)" };
}

/** A statement or two of the prior; the latent joins the others. */
function latent(
  name: string,
  latents: Value[],
  scope: Scope,
  groups: readonly string[],
  withD: boolean,
): readonly string[] {
  const { random } = scope;
  const choices = [
    [],
    ["S"],
    ["W"],
    groups.slice(2),
    [...groups.slice(2), "S"],
    ...(withD ? [["D"], ["S", "D"]] : []),
  ];
  const dimensions = pick(choices, random) ?? [];
  const at = dimensions.length === 0 ? "" : `[${dimensions.join(", ")}]`;
  const stranger = strangerTo(latents, dimensions);
  const a = (wanted: Wanted): string => expression(scope, wanted, dimensions, 2);
  const r = (): string => argument(scope, "real", dimensions, stranger);
  const add = (kind: Value["kind"], text: string, tied = false): readonly string[] => {
    latents.push({ name, kind, dimensions, tied });
    return [text];
  };
  const last = groups[2];
  const same = latents.find(
    (each) => each.kind === "real" && each.tied !== true && each.dimensions.join() === dimensions.join(),
  );
  switch (random(13)) {
    case 0:
      return add("positive", `${name}: positive${at} ~ half_cauchy(${a("positive")})`);
    case 1:
      return add("positive", `${name}: positive${at} ~ gamma(${a("positive")}, ${a("positive")})`);
    case 2:
      return add("positive", `${name}: positive${at} ~ lognormal(${r()}, ${a("positive")})`);
    case 3:
      return add("unit", `${name}: unit${at} ~ beta(${a("positive")}, ${a("positive")})`);
    case 4:
      return add("real", `${name}: real${at} ~ student_t(3, ${r()}, ${a("positive")})`);
    case 5:
      return add("real", `${name}: real${at} ~ flat`);
    case 6:
      return same === undefined || dimensions.length > 1
        ? []
        : add("real", `${name}: real${at} = ${a("real")} + ${same.name}`);
    case 7:
      return add("positive", `${name}: positive${at} ~ truncated(normal(${r()}, 1), low = 0)`);
    case 8:
      return dimensions.at(-1) === last && last !== undefined
        ? add("real", `${name}: ordered${at} ~ normal(${r()}, 1)`, true)
        : add("real", `${name}: real${at} ~ logistic(${r()}, 1)`);
    case 9:
      return dimensions.at(-1) === last && last !== undefined
        ? add("unit", `${name}: simplex${at} ~ dirichlet(2)`, true)
        : add("positive", `${name}: positive${at} ~ half_normal(${a("positive")})`);
    case 10:
      return dimensions.length === 1
        ? add("real", `${name}: real${at} ~ horseshoe(0.1)`)
        : add("real", `${name}: real${at} ~ cauchy(${r()}, 1)`);
    default:
      return add("real", `${name}: real${at} ~ normal(${r()}, ${a("positive")})`);
  }
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
