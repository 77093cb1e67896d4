/** H04 probability: supports, discreteness, priors, responses. */

import { error, warning } from "../row.ts";

export const probabilityCodes = {
  H0401: error(
    (h: { parameter: string; distribution: string; wanted: string }) =>
      `the ${h.parameter} of ${h.distribution} must be ${h.wanted}`,
  ),
  H0402: error(
    (h: { distribution: string; name: string; found: string; declared: string }) =>
      `${h.distribution} gives ${h.found} values, and ${h.name} is ${h.declared}`,
  ),
  H0403: error(
    (h: { distribution: string; gives: string; name: string; is: string }) =>
      `${h.distribution} is a distribution over ${h.gives}, and ${h.name} is ${h.is}`,
  ),
  H0404: error((h: { weights: string }) => `${h.weights} no prior`),
  H0405: error((h: { weights: string }) => `${h.weights} two priors`),
  H0406: error((h: { distribution: string; fault: string }) => `${h.distribution} ${h.fault}`),
  H0407: error((h: { found: string }) => `right of ~ stands a distribution, not ${h.found}`),
  H0408: error((h: { name: string }) => `${h.name} is no data, so it cannot be observed`),
  H0409: error((h: { name: string }) => `the response ${h.name} stands left of ~ twice`),
  H0410: error((h: { name: string }) => `${h.name} is data, and data has no prior`),
  H0411: error(() => "nothing is observed: no response stands left of ~"),
  H0412: error(
    (h: { name: string; distribution: string; support: string }) =>
      `${h.name} may lie where ${h.distribution} has no density: outside ${h.support}`,
  ),
  H0413: warning((h: { name: string }) => `the prior of ${h.name} is improper`),
  H0414: error(
    (h: { name: string; distribution: string }) =>
      `${h.distribution} draws vectors, and ${h.name} has no dimension`,
  ),
  H0415: error(
    (h: { distribution: string; name: string }) =>
      `${h.name} is data, and ${h.distribution} cannot give data`,
  ),
  H0416: error((h: { name: string; why: string }) => `${h.name} cannot be summed out: ${h.why}`),
  H0480: warning(
    (h: { parameter: string; distribution: string; name: string }) =>
      `the ${h.parameter} of ${h.distribution} is not a variance, and ${h.name} sounds like one`,
  ),
  H0481: warning(
    (h: { name: string; scale: string }) =>
      `${h.name} has a prior scale of ${h.scale}, and the data are standardized`,
  ),
  H0483: warning(
    (h: { name: string; scale: string }) =>
      `${h.name} is drawn with the scale ${h.scale}, which is a latent: a funnel`,
  ),
  H0482: warning(
    (h: { network: string; name: string }) => `the input ${h.name} of ${h.network} is not standardized`,
  ),
} as const;
