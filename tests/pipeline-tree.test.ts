import { expect, test } from "vitest";
import { printTree } from "../src/pipeline-tree.ts";

const text = "a\nbcd";
const span = (start: number, end: number) => ({ source: { name: "t", text }, start, end });

test("a tree shows kinds and places, indents what is inside, and leaves out what is not there", () => {
  const tree = [
    {
      kind: "block",
      name: { text: "bcd", span: span(2, 5) },
      nothing: null,
      none: [],
      numbers: [1, 2],
      inner: { kind: "leaf", value: 3, span: span(3, 4) },
      items: [{ kind: "leaf", value: 4 }],
      span: span(0, 5),
    },
  ];
  expect(printTree(tree)).toBe(
    [
      "- block @1:1",
      "    name: bcd @2:1",
      "    numbers: 1, 2",
      "    inner:",
      "      leaf @2:2",
      "        value: 3",
      "    items:",
      "      - leaf",
      "          value: 4",
      "",
    ].join("\n"),
  );
});

test("what has a name of its own is shown by it", () => {
  const row = { name: "normal", doc: "a long story" };
  expect(printTree({ distribution: row }, (value) => (value === row ? row.name : null))).toBe(
    "distribution: normal\n",
  );
});
