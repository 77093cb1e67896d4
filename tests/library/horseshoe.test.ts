import { expect, test } from "vitest";
import { distributions } from "../../src/library/distributions/table.ts";
import { horseshoe } from "../../src/library/horseshoe.ts";

test("the horseshoe is no row of the table, and its slab is given by name", () => {
  expect(distributions.has(horseshoe.name)).toBe(false);
  const forms = horseshoe.signatures.map(({ parameters }) => parameters.map(({ name }) => name));
  expect(forms).toEqual([["global_scale"], ["global_scale", "slab_scale", "slab_df"]]);
  expect(horseshoe.signatures[1]?.keywordOnly).toBe(true);
});
