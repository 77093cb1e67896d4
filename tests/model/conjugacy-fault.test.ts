import { expect, test } from "vitest";
import { dependence } from "../../src/model/affine.ts";
import { declarations, fault, inside, uncertain } from "../../src/model/conjugacy-fault.ts";
import { piecesOf } from "./statements.ts";

const { statements, latent, observation } = piecesOf("v: positive ~ gamma(1, 1)", "y ~ normal(0, v)");

test("one latent by name, more by what they are in", () => {
  const { sd } = observation.distribution.arguments;
  if (sd === undefined) throw new Error("a normal has an sd");
  const part = dependence(sd, statements);
  expect(uncertain(sd, part)).toBe("v is a latent");
  expect(uncertain({ ...sd, kind: "negate", operand: sd }, part)).toBe("this depends on v");
  expect(declarations(part.latents, statements).map(({ text }) => text)).toEqual(["v is drawn here"]);
  expect(declarations(["nothing"], statements)).toEqual([]);
});

test("a hint stands before the other methods", () => {
  const { span } = latent("v");
  const note = "It is so.";
  expect(fault("x is not", span, "this", { note }).help).toMatch(/^`infer vi`/);
  expect(fault("x is not", span, "this", { note, hint: "do that" }).help).toMatch(/^do that; or `infer vi`/);
  expect(inside(observation.span, observation.distribution.span)).toBe(true);
  expect(inside(observation.distribution.span, observation.span)).toBe(false);
});
