import fc from "fast-check";
import { expect, test } from "vitest";
import { dependence } from "../../src/model/affine.ts";
import { deterministics } from "../../src/model/density.ts";
import { modelOf, run, sizesOf } from "./programs.ts";

/** Random expressions of the scalars a, b (latents) and k (a constant), written out. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthIdentifier: "expression" },
    fc.constantFrom("a", "b", "k", "2", "0.5"),
    fc
      .tuple(tie("expression"), fc.constantFrom("+", "-", "*"), tie("expression"))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    tie("expression").map((inner) => `tanh(${inner})`),
    tie("expression").map((inner) => `-${inner}`),
    tie("expression").map((inner) => `where(k > 1, ${inner}, a)`),
  ),
}));

// Planted: `+` called a product; tanh let through; the second factor of a product not looked at.
test("what is called affine has second differences of nought, and what is called constant none at all", () => {
  const seen = { affine: 0, bent: 0 };
  fc.assert(
    fc.property(expression, (text) => {
      const model = modelOf(`model Affine
data "d.csv" { y: real[N] }
prior {
  a ~ normal(0, 1)
  b ~ normal(0, 1)
  k = 1.25
  result = ${text}
}
likelihood { y ~ normal(result + a + b + k, 1) }
infer map
`);
      const statements = new Map(model.program.prior.map((statement) => [statement.name, statement]));
      const result = model.deterministics.find(({ name }) => name === "result");
      if (result === undefined) throw new Error("result is declared");
      const found = dependence(result.value, statements);
      const at = (a: number, b: number): number => {
        const sizes = sizesOf(model, { N: 1 });
        const [[value = NaN] = []] = run(model, sizes, { a: [a], b: [b] }, (builder, env) => {
          const quantity = deterministics(builder, model, sizes, env).get("result");
          return quantity ? [quantity.tensor] : [];
        });
        return value;
      };
      const bend = [
        [0.7, 0],
        [0, 0.7],
        [0.5, -0.8],
      ].map(([da = 0, db = 0]) => at(0.3 + da, 0.2 + db) - 2 * at(0.3, 0.2) + at(0.3 - da, 0.2 - db));
      const bends = bend.some((value) => Math.abs(value) > 1e-9 * (1 + Math.abs(at(0.3, 0.2))));
      seen[found.bend === null ? "affine" : "bent"] += 1;
      // What is not affine may look so (a * b - b * a): only the other direction is promised.
      expect(found.bend === null && bends).toBe(false);
      const still = found.latents.size === 0;
      expect(still ? at(3, -2) - at(0.3, 0.2) : 0).toBe(0);
    }),
    { numRuns: 150, seed: 5 },
  );
  expect(Math.min(seen.affine, seen.bent)).toBeGreaterThan(20);
});
