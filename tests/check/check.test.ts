import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import { printChecked } from "../../src/check/print.ts";
import { parse } from "../../src/syntax/parse.ts";
import { dimensionPlaces, template, type Template, write } from "./generator.ts";
import { accepted, checkText, codesOf, networkProgram, program } from "./programs.ts";

/** A template with one dimension replaced by another that it is not: one in use, a literal size, or an unknown one. */
const perturbed: fc.Arbitrary<{ readonly text: string }> = template
  .map((base) => ({ base, places: dimensionPlaces(base).filter((place) => mentions(base, place) > 1) }))
  .filter(({ places }) => places.length > 0)
  .chain(({ base, places }) =>
    fc
      .record({
        place: fc.constantFrom(...places),
        other: fc.constantFrom("Rows", "Dim", "Feat", "Group", "Else", "3"),
      })
      .filter(({ place, other }) => isPerturbation(base, place, other))
      .map(({ place, other }) => ({ text: write(base.pieces.with(place, other)) })),
  );

/** How often the dimension at a place stands in the program: replacing a single mention only renames it. */
function mentions({ pieces }: Template, place: number): number {
  const name = JSON.stringify(pieces[place]);
  return pieces.filter((piece) => JSON.stringify(piece) === name).length;
}

/**
 * A latent's dimension replaced by the rows' is no mistake but another model, with a value for each row; and a reduction has a
 * number for its dimension nowhere.
 */
function isPerturbation({ pieces }: Template, place: number, other: string): boolean {
  const piece = pieces[place];
  const before = pieces[place - 1];
  const reduction = typeof before === "string" && before.endsWith("over ");
  const element = typeof before === "string" && before.endsWith(": ");
  if (typeof piece !== "object" || !("dimension" in piece) || piece.dimension === other) return false;
  return other !== "Rows" && !((reduction || element) && other === "3");
}

describe("properties", () => {
  test("a well-shaped program is accepted", () => {
    fc.assert(
      fc.property(template, ({ pieces }) => void accepted(write(pieces))),
      { numRuns: 150 },
    );
  });

  // Planted fault seen: arguments of a distribution with dimensions that its target lacks. (`@` unchecked is not enough: that net is below.)
  test("any single perturbation of a dimension is rejected", () => {
    fc.assert(
      fc.property(perturbed, ({ text }) => {
        expect(checkText(text).program).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  // Planted fault seen: dimensions aligned in the order of their names.
  test("renaming changes nothing", () => {
    const text = (base: Template, renamed: ReadonlyMap<string, string>) =>
      printed(write(base.pieces, renamed));
    fc.assert(
      fc.property(template, fc.infiniteStream(letters), (base, stream) => {
        const renamed = fresh(base.names, stream);
        const back = new Map([...renamed].map(([before, after]) => [after, before]));
        const restored = text(base, renamed).replace(/\p{L}+/gu, (word) => back.get(word) ?? word);
        expect(withoutPlaces(restored)).toBe(withoutPlaces(text(base, new Map())));
      }),
      { numRuns: 100 },
    );
  });

  test("and mistakes stay mistakes under other names", () => {
    fc.assert(
      fc.property(perturbed, ({ text }) => {
        const renamed = text.replace(/\b(Rows|Dim|Feat|Group|[a-z])\b/g, (name) => `Q${name}`);
        expect(codesOf(renamed)).toEqual(codesOf(text));
      }),
      { numRuns: 100 },
    );
  });
});

/** Words that mean nothing in the language: they begin with Z. */
const letters = fc
  .string({ unit: fc.constantFrom("o", "q", "W"), minLength: 3, maxLength: 9 })
  .map((word) => `Z${word}`);

function fresh(names: readonly string[], stream: Iterator<string>): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    let word = stream.next().value;
    while (taken.has(word)) word += "q";
    taken.add(word);
    renamed.set(name, word);
  }
  return renamed;
}

const printed = (text: string) => printChecked(accepted(text));
const withoutPlaces = (text: string) => text.replace(/@\d+:\d+/g, "@");

describe("a checked program", () => {
  test("has its parts in order, and its rows", () => {
    const checked = accepted(networkProgram({ infer: "infer map" }));
    expect(checked.name).toBe("M");
    expect(checked.rows?.name).toBe("N");
    expect(checked.dimensions.map(({ id }) => id)).toEqual(["N", "D", "f.hidden"]);
    expect(checked.infers.map(({ name }) => name)).toEqual(["map"]);
  });

  test("responses without a common first dimension have no rows", () => {
    const text = program({
      data: "data { y: real[N]  z: real[M] }",
      prior: "b ~ normal(0, 1)",
      likelihood: "y ~ normal(b, 1)  z ~ normal(b, 1)",
    });
    expect(accepted(text).rows).toBeNull();
  });

  test("needs no infer block", () => expect(accepted(program()).infers).toEqual([]));
});

describe("mistakes", () => {
  test("all are told in one run, in the order of the text", () => {
    const text = program({
      prior: "w: real[K] ~ normal(0, 10)  b ~ normal(0)  s: positive ~ normal(0, 1)",
      likelihood: "y ~ normal(x @ w + c, s)",
      infer: "infer vii",
    });
    expect(codesOf(text)).toEqual(["H0203", "H0406", "H0402", "H0201", "H0501"]);
  });

  test("names of a part that could not be read are not unknown", () => {
    const text = program({
      prior: "w: real[D] ~ normal(0, 1)  b ~ ~ normal(0, 1)  s: positive ~ half_normal(1)",
    });
    const { syntax } = parse({ name: "t", text });
    expect(syntax?.complete).toBe(false);
    const { program: checked, diagnostics } = check(
      syntax ?? { blocks: [], span: emptySpan, complete: false, lost: new Set() },
    );
    expect(checked).toBeNull();
    expect(diagnostics).toEqual([]);
  });
});

const emptySpan = { source: { name: "", text: "" }, start: 0, end: 0 };
