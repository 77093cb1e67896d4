/**
 * What a model written by hand elsewhere can say, said in the language: each entry stands in the good corpus (its stages stored), is run,
 * and has the log density and gradient of plain code.
 */

import { describe, expect, test } from "vitest";
import { agrees, runs } from "./agrees.ts";
import { hierarchies } from "./hierarchies.ts";
import { networks } from "./networks.ts";
import { regressions } from "./regressions.ts";
import { series } from "./series.ts";

const entries = [...hierarchies, ...regressions, ...series, ...networks];

/** Every kind of model that must be there, by the program that shows it. */
const wanted = `eight-schools eight-schools-non-centred logistic multinomial poisson-offset negative-binomial ordinal robust-regression mixture gaussian-mixture slopes ar2
  arma11 garch11 stochastic-volatility stochastic-volatility-non-centred hidden-markov horseshoe survival heteroscedastic ard-network
  network-hierarchical-scale scale-mixture convolutional embedding`;

test.each(wanted.split(/\s+/))("%s has a density written by hand", (program) => {
  expect(entries.map((entry) => entry.program)).toContain(program);
});

// Planted: the half-Cauchy without its log 2; the steps of ordered values without their Jacobian; η for η − 1 in lkj.
describe.each(entries)("$name", (entry) => {
  test("log density and gradient are those of plain code, to 1e-10", () => agrees(entry));
  test("a few steps of its method leave numbers", () => runs(entry));
});
