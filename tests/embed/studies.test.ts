import { expect, test } from "vitest";
import { compile } from "../../src/index.ts";

const model = await compile(`
  model Mean
  data { y: real[N] }
  prior { mu ~ normal(0, 1) }
  likelihood { y ~ normal(mu, 1) }
  infer exact
  infer point: map { steps = 5 }
`);

test("a model is simulated at sizes, or with the inputs of data", async () => {
  const { draws, latents, responses } = await model.simulate({ sizes: { N: 3 }, draws: 4, seed: 2 });
  expect([draws, Object.keys(latents)]).toEqual([4, ["mu"]]);
  expect(responses["y"]).toMatchObject([[{ length: 3 }, { length: 3 }, { length: 3 }, { length: 3 }]]);
  expect(await model.simulate({ data: { y: [0, 0, 0] }, draws: 4, seed: 2 })).toMatchObject({ latents });
  await expect(model.simulate({ sizes: { M: 3 } })).rejects.toThrow(/sizes wants dimensions/);
  await expect(model.simulate({ sizes: { N: 0 } })).rejects.toThrow(/sizes wants whole numbers/);
  await expect(model.simulate({ sizes: { N: 1 }, data: { y: [1] } })).rejects.toThrow(/no data beside/);
});

// Planted: the infer block not handed on; red here.
test("a model is calibrated, by the infer block that is named", async () => {
  const steps: number[] = [];
  const onProgress = ({ step }: { readonly step: number }): void => void steps.push(step);
  const found = await model.sbc({ sizes: { N: 3 }, replicates: 10, onProgress });
  expect(found).toMatchObject({ replicates: 10, draws: 99, ok: true, failed: 0, complete: true });
  expect(found.latents["mu"]?.ranks).toHaveLength(10);
  expect(steps).toHaveLength(10);
  const point = model.sbc({ sizes: { N: 3 }, infer: "point" });
  await expect(point).rejects.toMatchObject({ diagnostics: [{ code: "H0753" }] });
  await expect(model.sbc({ sizes: { N: 3 }, replicates: 3 })).rejects.toThrow(/replicates wants/);
});

// Planted: the splits left out, which gives five folds; red here.
test("infer blocks are compared on splits, on other rows, or by folds", async () => {
  const data = { y: [0, 0, 0, 100] };
  const split = await model.compare(data, { splits: [[3]] });
  expect(split).toMatchObject({ splits: 1, on_training: false, complete: true });
  expect(split.entries.map(({ infer, method }) => [infer, method])).toEqual([
    ["exact", "exact"],
    ["point", "map"],
  ]);
  expect(split.entries[0]).toMatchObject({ scores: { rmse: { mean: 100, se: null } }, latent_scalars: 1 });
  expect(await model.compare(data, { test: { y: [1, 2] } })).toMatchObject({ splits: 1 });
  expect(await model.compare(data)).toMatchObject({ splits: 4 });
  await expect(model.compare(data, { test: data, splits: [[0]] })).rejects.toThrow(/no test beside it/);
});
