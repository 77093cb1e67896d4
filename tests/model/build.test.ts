import { expect, test } from "vitest";
import { modelOf } from "./programs.ts";
import { counts, line, network } from "./sources.ts";

test("latents become sites with the bijector of their support, in order", () => {
  const model = modelOf(counts);
  expect(model.sites.map(({ name, bijector }) => [name, bijector.name])).toEqual([
    ["relevance", "positive"],
    ["w", "real"],
    ["level", "real"],
  ]);
  expect(model.deterministics.map(({ name }) => name)).toEqual(["base"]);
  expect(model.observations.map(({ response }) => response.name)).toEqual(["n"]);
});

test("every weight tensor is a site of its own", () => {
  expect(modelOf(network).sites.map(({ dimensions }) => dimensions.map(({ name }) => name))).toEqual([
    ["D", "hidden"],
    ["hidden", "second"],
    ["second"],
    ["hidden"],
    ["second"],
    [],
    [],
  ]);
});

test("whether it has a closed form is known without data", () => {
  expect(modelOf(line).conjugacy.kind).toBe("linear_gaussian");
  expect(modelOf(network).conjugacy.kind).toBe("none");
});
