/** H03 dimensions and types. */

import { error } from "../row.ts";

export const typeCodes = {
  H0301: error(() => "these dimensions do not meet"),
  H0302: error(
    (h: { value: string; dimensions: string; target: string }) =>
      `${h.value} has ${h.dimensions}, which ${h.target} lacks`,
  ),
  H0303: error((h: { what: string }) => `${h.what} is no number to calculate with`),
  H0304: error(
    (h: { name: string; wants: string; found: string }) => `${h.name} wants ${h.wants}, not ${h.found}`,
  ),
  H0305: error((h: { dimension: string }) => `there is no ${h.dimension} here to reduce over`),
  H0306: error(() => "a condition is a bool"),
  H0307: error((h: { network: string; input: string }) => `${h.network} takes ${h.input}`),
  H0308: error((h: { layer: string }) => `the width of ${h.layer} cannot be this`),
  H0309: error(
    (h: { name: string; declared: string; found: string }) =>
      `${h.name} is declared ${h.declared}, but it is ${h.found}`,
  ),
  H0310: error((h: { found: string }) => `${h.found} is no index here`),
  H0311: error((h: { type: string }) => `I cannot read ${h.type} as a type`),
  H0312: error((h: { name: string }) => `${h.name} is one column, and several are named`),
  H0313: error((h: { name: string; type: string }) => `${h.name} is ${h.type}, which cannot be standardized`),
  H0314: error((h: { dimension: string }) => `the dimension ${h.dimension} stands twice in one type`),
  H0315: error((h: { name: string }) => `the size of the dimension ${h.name} cannot be this`),
  H0317: error((h: { value: string; dimension: string }) => `${h.value} lacks the dimension ${h.dimension}`),
  H0318: error(
    (h: { name: string; dimension: string }) =>
      `${h.name} has a value for each ${h.dimension}, and nothing says which is whose`,
  ),
  H0319: error((h: { found: string }) => `${h.found}: not the labels of one dimension`),
  H0320: error(
    (h: { value: string; labels: string }) =>
      `${h.value} must have one entry fewer than ${h.labels} has labels`,
  ),
  H0316: error(() => "labels compare only with labels of their own dimension"),
  H0321: error((h: { name: string }) => `the first rows of ${h.name} are not known`),
} as const;
