/** Where the closed form's predictive looks: the centre of the normals, steps along their spread, and conjugate latents numbered. */

import { Bug } from "../diagnostic/bug.ts";
import type { Family } from "../model/model.ts";
import type { AffineExtension } from "./new-labels.ts";
import type { Scale } from "./normal-predictive.ts";
import type { Conjugate, NormalGroup, Posterior } from "./posterior.ts";
import { choleskyFactor } from "./cholesky.ts";
import { sitePlaces } from "./sites.ts";

export function closedFormOf({ approximation, model }: Posterior) {
  const { conjugacy } = model;
  const responses = model.observations.map(({ response }) => response.name);
  const sites = model.sites.map(({ name }) => name);
  const families: readonly Family[] =
    conjugacy.kind === "conjugate" ? conjugacy.families : [{ kind: "normal", sites, scale: null, responses }];
  const none: Conjugate["parameters"] = new Map();
  return { families, parameters: approximation.kind === "conjugate" ? approximation.parameters : none };
}

export function groupsOf({ approximation, model }: Posterior): readonly NormalGroup[] {
  if (approximation.kind === "conjugate") return approximation.groups;
  if (approximation.kind !== "gaussian") throw new Bug("only a closed form has an exact predictive");
  return [{ ...approximation, sites: model.sites.map(({ name }) => name), scale: null }];
}

type Point = ReadonlyMap<string, ArrayLike<number>>;

interface Points {
  readonly centre: Point;
  readonly numbered: Point;
  readonly groups: readonly {
    readonly group: NormalGroup;
    readonly columns: readonly Point[];
    readonly scale: Scale | null;
  }[];
}

/** All are normals: new labels' effects move with them, and along normals of their own. */
export function withNewLabels({ centre, numbered, groups }: Points, grown: AffineExtension): Points {
  const own = Array.from({ length: grown.count }, (_, unit) => grown.at(centre, unit));
  return {
    centre: grown.at(centre, null),
    numbered: grown.at(numbered, null),
    groups: groups.map((each) => ({
      ...each,
      columns: [...each.columns.map((column) => grown.at(column, null)), ...own],
    })),
  };
}

/** Values of all sites: at the centre, all else one; with conjugate ones numbered; and for each group its centre moved along each column of its factor. */
export function pointsOf(posterior: Posterior, groups: readonly NormalGroup[]): Points {
  const { approximation, model } = posterior;
  const places = new Map(sitePlaces(posterior).map((place) => [place.name, place]));
  const size = (name: string): number =>
    places.get(name)?.shape.reduce((count, each) => count * each, 1) ?? 0;
  const valuesOf = (
    group: NormalGroup,
    theta: Float64Array,
  ): readonly (readonly [string, Float64Array])[] => {
    let from = 0;
    return group.sites.map((name) => [name, theta.subarray(from, (from += size(name)))] as const);
  };
  const ones = model.sites.map(({ name }) => [name, new Float64Array(size(name)).fill(1)] as const);
  const centre: Point = new Map([...ones, ...groups.flatMap((group) => valuesOf(group, group.mean))]);
  const links = closedFormOf(posterior).families.flatMap((family) =>
    family.kind === "elementwise" ? [...family.links.values()] : [],
  );
  const numbered: Point = new Map([
    ...centre,
    ...links.map(({ site, power }) => {
      return [site, Float64Array.from({ length: size(site) }, (_, j) => (j + 1) ** (1 / power))] as const;
    }),
  ]);
  return {
    centre,
    numbered,
    groups: groups.map((group) => {
      const p = group.mean.length;
      const factor = choleskyFactor(group.covariance, p);
      const columns = Array.from({ length: p }, (_, k): Point => {
        const theta = group.mean.map((value, i) => value + (factor[i * p + k] as number));
        return new Map([...centre, ...valuesOf(group, theta)]);
      });
      const own =
        approximation.kind === "conjugate" && group.scale !== null
          ? approximation.parameters.get(group.scale)
          : null;
      const [shape, scale] = Object.values(own ?? {}).map(([value]) => value);
      const unknown: Scale | null = shape === undefined || scale === undefined ? null : { shape, scale };
      return { group, columns, scale: unknown };
    }),
  };
}
