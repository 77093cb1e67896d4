import { expect, test } from "vitest";
import { mistakes } from "../../src/check/mistakes.ts";

const source = { name: "t", text: "abcdef" };
const at = (start: number) => ({ source, start, end: start + 1 });

test("mistakes come in the order of the text, each once, and stand for nothing", () => {
  const found = mistakes();
  expect(found.report("H0201", { name: "d" }, { at: at(3) })).toBeNull();
  found.report("H0201", { name: "a" }, { at: at(0) });
  found.report("H0201", { name: "d" }, { at: at(3) });
  expect(found.notYet("this", at(5))).toBeNull();
  expect(found.all().map(({ code, title }) => `${code} ${title}`)).toEqual([
    "H0201 I know nothing called a",
    "H0201 I know nothing called d",
    "H0299 this: part of the language, but not built yet",
  ]);
});
