/**
 * Effects whose scale is a latent: where the scale is small they must all be, so that the two depend on each other and a guide of
 * independent normals, or one step size, fits nowhere. Neal, "Slice sampling" (2003), section 8.
 */

import { nonCentred } from "../library/non-centring.ts";
import { declaredLabels, type Dimension, ownerOf } from "../shape/dimension.ts";
import { refersTo } from "./walk.ts";
import type { Mistakes } from "./mistakes.ts";
import { isOverRows, referencesOf } from "./non-centred.ts";
import type { CheckedProgram, DistributionCall, Expr, Latent } from "./program.ts";
import { excerpt } from "./scope.ts";

/** Methods that look at a mode alone, or need no search: coordinates change nothing that they find. */
const indifferent: ReadonlySet<string> = new Set(["exact", "map"]);

/** One warning a model, at the first of its funnels. */
export function adviseOnFunnels(program: CheckedProgram, mistakes: Mistakes): void {
  if (program.infers.every(({ method }) => indifferent.has(method.name))) return;
  const funnels = program.prior.flatMap((statement) => {
    const scale = statement.kind === "latent" ? funnelOf(program, statement) : null;
    return scale === null || statement.kind !== "latent" ? [] : [{ latent: statement, scale }];
  });
  const [first, ...others] = funnels;
  if (first === undefined) return;
  const { name, distribution } = first.latent;
  const { source, start, end } = distribution.span;
  const written = `${nonCentred.name}(${source.text.slice(start, end)})`;
  const also = others.map(({ latent }) => latent.name).join(", ");
  mistakes.report(
    "H0483",
    { name, scale: excerpt(first.scale.span) },
    {
      at: distribution.span,
      text: "where the scale is small, so must all of these be",
      notes: also === "" ? [] : [`the same holds of ${also}`],
      help: `write ${nonCentred.name}(…) around it, unless the data say much about each of ${name}`,
      edits: [{ span: distribution.span, text: written }],
    },
  );
}

/** The scale that is a latent, where the effects could be non-centred. */
function funnelOf(program: CheckedProgram, latent: Latent): Expr | null {
  const { distribution: call, type, weight } = latent;
  if (latent.nonCentred === true || call.distribution.nonCentring === undefined) return null;
  if (weight !== null || !type.dimensions.some((dimension) => isOfGroups(program, dimension))) return null;
  if (Object.values(call.arguments).some((expr) => refersTo(expr, latent.name))) return null;
  if (referencesOf(program, latent).some((expr) => isOverRows(program, expr))) return null;
  const scales = scalesOf(call);
  return scales.find((scale) => dependsOnLatent(program, latent, scale)) ?? null;
}

/** Rows or labels: each value is about a few rows. Columns are about all, which say much of each. */
function isOfGroups({ tables, rows }: CheckedProgram, dimension: Dimension): boolean {
  return (
    dimension === rows ||
    declaredLabels(dimension) !== null ||
    tables.some(({ variables }) =>
      variables.some(({ type: { support } }) => {
        return support.kind === "label" && ownerOf(support.dimension) === ownerOf(dimension);
      }),
    )
  );
}

function scalesOf({ distribution, signature, arguments: given }: DistributionCall): readonly Expr[] {
  const standard: Readonly<Record<string, number>> = distribution.nonCentring?.standard ?? {};
  return signature.parameters.flatMap(({ name, spans }) => {
    const argument = given[name];
    const isScale =
      standard[name] === 1 || spans === "matrix" || (distribution.event === 1 && name === "scale");
    return argument !== undefined && isScale ? [argument] : [];
  });
}

function dependsOnLatent(program: CheckedProgram, latent: Latent, scale: Expr): boolean {
  const alone = { ...latent, distribution: { ...latent.distribution, arguments: { scale } } };
  return referencesOf(program, alone).some((expr) => expr.kind === "reference" && expr.target === "latent");
}
