/**
 * Every posterior of posteriordb (Magnusson et al. 2024) as a model file that reads Stan's data, found by its name in tests/corpus/good/posteriordb:
 * run, and beside its density by hand. The data stay where they are.
 */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { agrees, type Entry, type Point, runs } from "./agrees.ts";
import {
  add,
  at,
  bernoulliLogits,
  beta,
  binomial,
  type Complex,
  dot,
  halfCauchy,
  halfNormal,
  halfNormals,
  log,
  logSumExp,
  mul,
  normal,
  normals,
  sub,
  sum,
  type Value,
} from "./plain.ts";

const folder = join(
  process.env["HUNCH_DATA"] ?? join(import.meta.dirname, "..", "..", "..", "shared", "data"),
  "posteriordb",
);
const there = existsSync(folder);
const programs = readdirSync(join(import.meta.dirname, "../corpus/good/posteriordb"))
  .filter((file) => file.endsWith(".hunch"))
  .map((file) => file.replace(/\.hunch$/u, ""));

/** A column, or a scalar as a list of one. */
type Data = (name: string) => readonly number[];
type Hand = (p: Point, data: Data) => Complex;

/** `response` ~ normal(Σ βₖ columnₖ, scale), β flat. */
function linear(
  response: (data: Data) => readonly number[],
  columns: (data: Data, n: number) => readonly number[],
  prior: (scale: Value) => Value,
): Hand {
  return (p, data) => {
    const sigma = at(p("sigma"), 0);
    const rows = response(data).map((y, n) => normal(y, dot(columns(data, n), p("beta")), sigma));
    return add(prior(sigma), sum(rows));
  };
}

const cauchy = (scale: Value) => halfCauchy(scale, 2.5);
const flat = () => 0;
const logs = (name: string) => (data: Data) => data(name).map(Math.log);

const schools = (theta: readonly Complex[], p: Point, data: Data): Complex =>
  add(
    normal(at(p("mu"), 0), 0, 5),
    halfCauchy(at(p("tau"), 0), 5),
    sum(data("y").map((y, j) => normal(y, at(theta, j), at(data("sigma"), j)))),
  );

const hands: Readonly<Record<string, Hand>> = {
  "eight_schools-eight_schools_centered": (p, data) =>
    add(schools(p("theta"), p, data), normals(p("theta"), at(p("mu"), 0), at(p("tau"), 0))),
  "eight_schools-eight_schools_noncentered": (p, data) => {
    const theta = p("theta_trans").map((z) => add(at(p("mu"), 0), mul(at(p("tau"), 0), z)));
    return add(schools(theta, p, data), normals(p("theta_trans"), 0, 1));
  },
  "kidiq-kidscore_momiq": linear(
    (data) => data("kid_score"),
    (data, n) => [1, at(data("mom_iq"), n)],
    cauchy,
  ),
  "kidiq-kidscore_interaction": linear(
    (data) => data("kid_score"),
    (data, n) => {
      const [hs, iq] = [at(data("mom_hs"), n), at(data("mom_iq"), n)];
      return [1, hs, iq, hs * iq];
    },
    cauchy,
  ),
  "mesquite-logmesquite": linear(
    logs("weight"),
    (data, n) => {
      const names = ["diam1", "diam2", "canopy_height", "total_height", "density"];
      return [1, ...names.map((name) => Math.log(at(data(name), n))), at(data("group"), n)];
    },
    flat,
  ),
  "earnings-logearn_height": linear(logs("earn"), (data, n) => [1, at(data("height"), n)], flat),
  "nes1972-nes": linear(
    (data) => data("partyid7"),
    (data, n) => {
      const age = at(data("age_discrete"), n);
      const person = ["educ1", "gender", "income"].map((name) => at(data(name), n));
      const views = [at(data("real_ideo"), n), at(data("race_adj"), n)];
      return [1, ...views, ...[2, 3, 4].map((each) => Number(age === each)), ...person];
    },
    flat,
  ),
  "sblri-blr": (p, data) => {
    const sigma = at(p("sigma"), 0);
    const x = data("X");
    const rows = data("y").map((y, n) => normal(y, dot(x.slice(5 * n, 5 * n + 5), p("beta")), sigma));
    return add(normals(p("beta"), 0, 10), halfNormal(sigma, 10), sum(rows));
  },
  "low_dim_gauss_mix-low_dim_gauss_mix": (p, data) => {
    const [mu, sigma, theta] = [p("mu"), p("sigma"), at(p("theta"), 0)];
    const rows = data("y").map((y) =>
      logSumExp([
        add(log(theta), normal(y, at(mu, 0), at(sigma, 0))),
        add(log(sub(1, theta)), normal(y, at(mu, 1), at(sigma, 1))),
      ]),
    );
    return add(normals(mu, 0, 2), halfNormals(sigma, 2), beta(theta, 5, 5), sum(rows));
  },
  "wells_data-wells_dist100_model": (p, data) =>
    sum(
      data("switched").map((y, n) =>
        bernoulliLogits(y, add(at(p("alpha"), 0), mul(at(p("beta"), 0), at(data("dist"), n) / 100))),
      ),
    ),
  // Beta(1, 1) has density 1.
  "Rate_1_data-Rate_1_model": (p, data) => binomial(at(data("k"), 0), at(data("n"), 0), at(p("theta"), 0)),
  "Rate_2_data-Rate_2_model": (p, data) =>
    add(
      binomial(at(data("k1"), 0), at(data("n1"), 0), at(p("theta1"), 0)),
      binomial(at(data("k2"), 0), at(data("n2"), 0), at(p("theta2"), 0)),
    ),
  "Rate_3_data-Rate_3_model": (p, data) =>
    add(
      binomial(at(data("k1"), 0), at(data("n1"), 0), at(p("theta"), 0)),
      binomial(at(data("k2"), 0), at(data("n2"), 0), at(p("theta"), 0)),
    ),
  "radon_mn-radon_pooled": (p, data) => {
    const [alpha, slope, sigma] = [at(p("alpha"), 0), at(p("beta"), 0), at(p("sigma_y"), 0)];
    const rows = data("log_radon").map((y, n) =>
      normal(y, add(alpha, mul(slope, at(data("floor_measure"), n))), sigma),
    );
    return add(normals([alpha, slope], 0, 10), halfNormal(sigma, 1), sum(rows));
  },
};

function entryOf(name: string): Entry {
  const { data } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as {
    data: Readonly<Record<string, unknown>>;
  };
  const columns = new Map(Object.entries(data).map(([key, column]) => [key, [column].flat(2).map(Number)]));
  const column: Data = (key) => columns.get(key) ?? expect.fail(`there is no ${key}`);
  const hand = hands[name] ?? expect.fail(`${name} has no density by hand`);
  return { name, program: `posteriordb/${name}`, data, density: (p) => hand(p, column) };
}

test("every program has its density by hand", () =>
  expect(Object.keys(hands).toSorted()).toEqual(programs.toSorted()));

describe.skipIf(!there)("with the data", () => {
  const entries = there ? programs.map(entryOf) : [];

  test("every posterior has a program", () => {
    const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
    expect(files.map((file) => file.replace(/\.json$/u, "")).toSorted()).toEqual(programs.toSorted());
  });

  describe.each(entries)("$name", (entry) => {
    test("log density and gradient are those of plain code, to 1e-10", () => agrees(entry));
    test("a few steps of its method leave numbers", () => runs(entry));
  });
});

test.runIf(!there)("skipped: there is no posteriordb here", () => expect(there).toBe(false));
