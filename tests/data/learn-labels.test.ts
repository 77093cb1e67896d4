import { expect, test } from "vitest";
import { learnLabels, noteLabels } from "../../src/data/learn-labels.ts";
import { sizeBook } from "../../src/data/sizes.ts";
import { field } from "./field.ts";
import { dimension, N, program, variable } from "./program.ts";

const Kind = dimension("Kind");
const kind = variable("kind", { kind: "label", dimension: Kind }, [N]);
const over = variable("u", "real", [Kind]);

test("labels are learned once, from the elements that are kept", () => {
  const checked = program([kind, over]);
  const columns = [field(kind, ["b", "a", "z"])];
  expect(learnLabels(checked, columns, null, (_, i) => i < 2).get("Kind")).toEqual(["a", "b"]);
  const facts = {
    sizes: new Map(),
    labels: new Map([["Kind", ["q"]]]),
    standardisations: new Map(),
    columns: new Map(),
    constants: new Map(),
  };
  expect(learnLabels(checked, columns, facts, () => true).get("Kind")).toEqual(["q"]);
});

test("their number is a size that an array may contradict", () => {
  const checked = program([kind, over]);
  const book = sizeBook(new Map([["Kind", 2]]));
  const labels = new Map([["Kind", ["a", "b", "c"]]]);
  expect(noteLabels([field(kind, ["a"])], labels, book, checked).map(({ code }) => code)).toEqual(["H0630"]);
  expect(noteLabels([field(kind, ["a"])], new Map([["Kind", ["a", "b"]]]), book, checked)).toEqual([]);
});
