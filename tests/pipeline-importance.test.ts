/** k̂ from the fit of normals that fit, and of some that do not. */

import { expect, test } from "vitest";
import { diagnoseWithData, fit } from "../src/pipeline.ts";
import { importanceOf } from "../src/pipeline-importance.ts";
import type { Posterior } from "../src/posterior/posterior.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const text = `model Two
data { y: real[N]  z: real[N] }
prior { a ~ normal(0, 1)  b ~ normal(0, 1) }
likelihood { y ~ normal(a, 1)  z ~ normal(b, 1) }
infer vi { steps = 10 }
infer exact`;
const data = { y: [0.4, 1.9, 1.1, 0.2], z: [-1, 0.5, 0.3, -0.2] };

/** The exact posterior, normal with precision 1 + N, or one `wide` times as wide. */
async function normals(wide: number): Promise<Posterior> {
  const posterior = value(await fit(compiled(text), [await source(data)]));
  const sd = Float64Array.of(wide / Math.sqrt(5));
  return {
    ...posterior,
    approximation: {
      kind: "mean_field",
      mean: new Map([
        ["a", Float64Array.of(3.6 / 5)],
        ["b", Float64Array.of(-0.4 / 5)],
      ]),
      sd: new Map([
        ["a", sd],
        ["b", sd],
      ]),
    },
  };
}

async function khat(posterior: Posterior) {
  const check = value(await importanceOf(posterior, [await source(data)], "two.posterior"));
  return check ?? Promise.reject(new Error("no check"));
}

// Planted: log q left out.
test("normals that are the posterior have equal ratios, and narrow ones ratios without a mean", async () => {
  const equal = await khat(await normals(1));
  expect(equal).toMatchObject({ ok: true, value: null, limit: 0.7 });
  const wide = await khat(await normals(1.2));
  expect(wide.ok).toBe(true);
  const narrow = await khat(await normals(0.3));
  expect(narrow.ok).toBe(false);
  expect(narrow.value).toBeGreaterThan(0.7);
});

test("it joins the other checks; a closed form has none, and other data are refused", async () => {
  const sources = [await source(data)];
  const diagnosis = value(await diagnoseWithData(await normals(0.3), sources, "two.posterior"));
  expect(diagnosis.ok).toBe(false);
  expect(diagnosis.checks.map(({ name }) => name)).toEqual(["approximation", "khat"]);
  const exact = value(await fit(compiled(text), sources, { infer: "exact" }));
  expect(value(await importanceOf(exact, sources, "two.posterior"))).toBeNull();
  const fewer = [await source({ y: [1, 2], z: [1, 2] })];
  const refused = await importanceOf(await normals(1), fewer, "two.posterior");
  expect(refused).toMatchObject({
    ok: false,
    diagnostics: [{ code: "H0655", notes: ["4 rows then, 2 now"] }],
  });
});
