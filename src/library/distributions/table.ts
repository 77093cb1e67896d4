/** The distributions a model may draw from, by name. */

import type { Distribution } from "../distribution.ts";
import { table } from "../rows.ts";
import { bernoulli } from "./bernoulli.ts";
import { beta } from "./beta.ts";
import { categorical } from "./categorical.ts";
import { binomial } from "./binomial.ts";
import { cauchy } from "./cauchy.ts";
import { exponential } from "./exponential.ts";
import { flat } from "./flat.ts";
import { gamma } from "./gamma.ts";
import { halfCauchy } from "./half-cauchy.ts";
import { dirichlet } from "./dirichlet.ts";
import { halfNormal } from "./half-normal.ts";
import { halfStudentT } from "./half-student-t.ts";
import { inverseGamma } from "./inverse-gamma.ts";
import { laplace } from "./laplace.ts";
import { logistic } from "./logistic.ts";
import { lognormal } from "./lognormal.ts";
import { negBinomial } from "./neg-binomial.ts";
import { lkj } from "./lkj.ts";
import { markov } from "./markov.ts";
import { multiNormal } from "./multi-normal.ts";
import { normal } from "./normal.ts";
import { orderedLogistic } from "./ordered-logistic.ts";
import { poisson } from "./poisson.ts";
import { studentT } from "./student-t.ts";
import { uniform } from "./uniform.ts";
import { vonMises } from "./von-mises.ts";
import { weibull } from "./weibull.ts";

export const distributions: ReadonlyMap<string, Distribution> = table(
  normal,
  studentT,
  cauchy,
  laplace,
  logistic,
  halfNormal,
  halfCauchy,
  halfStudentT,
  lognormal,
  gamma,
  inverseGamma,
  exponential,
  weibull,
  beta,
  uniform,
  vonMises,
  bernoulli,
  binomial,
  categorical,
  orderedLogistic,
  poisson,
  negBinomial,
  flat,
  dirichlet,
  multiNormal,
  lkj,
  markov,
);
