import { expect, test } from "vitest";
import { noJournal } from "../../../src/posterior/checkpoint/journal.ts";

test("the journal that is none knows nothing and never asks", () => {
  noJournal.keep("climb", { done: 3 });
  expect([noJournal.due(), noJournal.earlier("climb")]).toEqual([false, null]);
});
