import { expect, test } from "vitest";
import { announce } from "../../src/check/announce.ts";
import { parse } from "../../src/syntax/parse.ts";
import { networkProgram } from "./programs.ts";

test("a first look finds every name, every dimension and the responses", () => {
  const { syntax } = parse({ name: "t", text: networkProgram({ dim: "dim K = 3" }) });
  const { announced, bracketed, responses } = announce(syntax?.blocks ?? []);
  expect([...announced.keys()]).toEqual(["x", "y", "f", "f.weight", "f.bias", "s"]);
  expect([...bracketed]).toEqual(["K", "N", "D"]);
  expect([...responses]).toEqual(["y"]);
});
