/**
 * How a network's output, any real number, reaches the support it is declared with. A positive one by softplus: it grows no
 * faster than the network does, where exp turns a large activation into an overflow (Lakshminarayanan, Pritzel & Blundell, 2017).
 */

import type { Support, SupportKind } from "../shape/support.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { bijectorOf } from "./bijectors/table.ts";

type Link = (b: Builder, x: Tensor, support: Support) => Tensor;

const byBijector: Link = (b, x, support) => bijectorOf(support)?.forward(b, x, support) ?? x;

/** Null where a network gives no such values. */
const links: { readonly [K in SupportKind]: Link | null } = {
  real: (_, x) => x,
  positive: (b, x) => b.softplus(x),
  nonnegative: null,
  unit: (b, x) => b.sigmoid(x),
  interval: byBijector,
  int: null,
  count: null,
  bool: null,
  label: null,
  simplex: null,
  ordered: null,
  covariance: null,
  correlation: null,
};

export function linkOf(support: Support): Link | null {
  return links[support.kind];
}
