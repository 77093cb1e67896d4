import { describe, expect, test } from "vitest";
import { checkText, codesOf, onlyMistake, program } from "./programs.ts";

const data = "// what is seen\ndata { y: real[N] }";
const prior = "// what is believed\nprior { mu ~ normal(0, 1) } // so far";
const likelihood = "likelihood { y ~ normal(mu, 1) }";

describe("the order of the blocks", () => {
  const { edits, title } = onlyMistake(`model M\n${prior}\n${data}\n${likelihood}\n`);

  test("another one is a single mistake", () => expect(title).toContain("another order"));

  test("and its edit mends it, comments included", () => {
    expect(edits[0]?.text).toBe(`model M\n\n${data}\n\n${prior}\n\n${likelihood}\n`);
    expect(codesOf(edits[0]?.text ?? "")).toEqual([]);
  });

  test("blocks on one line are moved too", () => {
    const [edit] = onlyMistake(`model M ${likelihood} prior { mu ~ normal(0, 1) } data { y: real[N] }`).edits;
    expect(codesOf(edit?.text ?? "")).toEqual([]);
  });
});

describe("how many blocks there are", () => {
  test("one model, one prior, one likelihood", () => {
    expect(codesOf(`model A\nmodel B\n${data}\n${prior}\n${likelihood}`)).toEqual(["H0206"]);
    expect(
      codesOf(`model A\n${data}\n${prior}\nprior { k ~ normal(mu, 1) }\nlikelihood { y ~ normal(k, 1) }`),
    ).toEqual(["H0206"]);
  });

  test("a model and a likelihood there must be, even in an empty text", () => {
    expect(checkText("").diagnostics.map(({ title }) => title)).toEqual(["this program has no model block"]);
    expect(codesOf(`model A\n${data}\n${prior}`)).toEqual(["H0208"]);
  });

  test("several networks and infer blocks are welcome", () => {
    expect(codesOf(program({ infer: "infer map  infer slow: map { steps = 9 }" }))).toEqual([]);
  });
});
