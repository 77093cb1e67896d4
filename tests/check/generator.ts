/**
 * Random well-shaped programs as templates: every name and every dimension is a hole, so that one dimension can be changed or
 * everything renamed without touching the rest.
 */

import fc from "fast-check";

/** A piece of a program's text, or a hole: `dimension` names a dimension that must be this one. */
export type Piece = string | { readonly name: string } | { readonly dimension: string };

export interface Template {
  readonly pieces: readonly Piece[];
  /** Every name it declares, dimensions included. */
  readonly names: readonly string[];
}

/** `«x»` is a name, `[D]`-like `‹D›` a dimension in its place. */
function piecesOf(text: string): readonly Piece[] {
  return text
    .split(/(«\p{L}+»|‹\p{L}+›)/u)
    .filter((piece) => piece !== "")
    .map((piece): Piece => {
      if (piece.startsWith("«")) return { name: piece.slice(1, -1) };
      if (piece.startsWith("‹")) return { dimension: piece.slice(1, -1) };
      return piece;
    });
}

/** Each term is `[N]` or a scalar; its latents are declared beside it. */
const terms: readonly { readonly needs: string; readonly prior: string; readonly term: string }[] = [
  { needs: "x", prior: "«w»: real[‹Dim›] ~ normal(0, 10)", term: "«x» @ «w»" },
  { needs: "x", prior: "«v»: real[‹Dim›] ~ normal(0, 10)", term: "sum(«x» * «v» over ‹Dim›)" },
  { needs: "z", prior: "«u»: real[‹Feat›] ~ normal(0, 1)", term: "«z» @ (2 * «u»)" },
  {
    needs: "xz",
    prior: "«a»: real[‹Dim›, ‹Feat›] ~ normal(0, 1)  «c»: real[‹Feat›] ~ normal(0, 1)",
    term: "tanh(«x» @ «a») @ «c»",
  },
  {
    needs: "xz",
    prior: "«m»: real[‹Feat›, ‹Dim›] ~ normal(0, 1)",
    term: "sum((«z» @ «m») * «x» over ‹Dim›)",
  },
  { needs: "g", prior: "«t»: real[‹Group›] ~ normal(0, 1)", term: "«t»[«g»]" },
  {
    needs: "gx",
    prior:
      "«k»: positive[‹Group›] ~ half_normal(1)  «r»: real[‹Group›] ~ normal(0, «k»)  «s»: real[‹Group›, ‹Dim›] ~ normal(0, «k»)",
    term: "«r»[«g»] + sum(«s»[«g»] * «x» over ‹Dim›)",
  },
  {
    needs: "x",
    prior:
      "«f».«h».weight: real[‹Dim›, ‹h›] ~ normal(0, 1 / sqrt(fan_in))  «f».out.weight ~ normal(0, 1)  «f».bias ~ normal(0, 1)",
    term: "«f»(«x»)",
  },
  { needs: "", prior: "«b» ~ normal(0, 10)", term: "exp(«b»)" },
];

/**
 * Each variable with a plain use of it: shared dimensions of `@` and of an index align by name, so that a product alone may
 * stay well-shaped, and mean something else, when one of them is another.
 */
const variables: Readonly<
  Record<string, { readonly data: string; readonly prior: string; readonly term: string }>
> = {
  x: { data: "«x»: real[‹Rows›, ‹Dim›]", prior: "", term: "sum(«x» over ‹Dim›)" },
  z: { data: "«z»: real[‹Rows›, ‹Feat›]", prior: "", term: "sum(«z» over ‹Feat›)" },
  g: { data: "«g»: ‹Group›[‹Rows›]", prior: "«o»: real[‹Group›] ~ normal(0, 1)", term: "«o»[«g»]" },
};

const network = "network «f»: real[‹Dim›] -> real { «h»: dense(4, relu)  dense }";

/** A program whose mean is the sum of some terms; half of them have a scale that varies with the rows. */
export const template: fc.Arbitrary<Template> = fc
  .record({
    chosen: fc.shuffledSubarray([...terms], { minLength: 1, maxLength: 4 }),
    varying: fc.boolean(),
  })
  .map(({ chosen, varying }) => {
    const needs = [...new Set(chosen.flatMap((term) => [...term.needs]))].toSorted();
    const used = needs.flatMap((name) => variables[name] ?? []);
    const data = used.map((variable) => variable.data).join("  ");
    const mean = [...used, ...chosen].map(({ term }) => term).join(" + ");
    const prior = [...used, ...chosen].map((part) => part.prior).join("  ");
    const scale = varying ? "«e» * (1 + abs(«y»))" : "«e»";
    const text = [
      `model M`,
      `data { ${data}  «y»: real[‹Rows›] }`,
      chosen.some(({ term }) => term.startsWith("«f»")) ? network : "",
      `prior { ${prior}  «e»: positive ~ half_normal(1) }`,
      `likelihood { «y» ~ normal(${mean}, ${scale}) }`,
      `infer map { batch = 8 }`,
    ].join("\n");
    const pieces = piecesOf(text);
    const names = pieces.flatMap((piece) =>
      typeof piece === "string" ? [] : ["name" in piece ? piece.name : piece.dimension],
    );
    return { pieces, names: [...new Set(names)] };
  });

/** The text, with other names where a map gives them. */
export function write(pieces: readonly Piece[], renamed: ReadonlyMap<string, string> = new Map()): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const name = "name" in piece ? piece.name : piece.dimension;
      return renamed.get(name) ?? name;
    })
    .join("");
}

/** The places of dimensions. */
export function dimensionPlaces({ pieces }: Template): readonly number[] {
  return pieces.flatMap((piece, place) => (typeof piece !== "string" && "dimension" in piece ? [place] : []));
}
