import { expect, test } from "vitest";
import { csvPlaces } from "../../src/data/csv-places.ts";

test("records and cells keep their lines; blank lines are no records", () => {
  const places = csvPlaces('a,b\r\n\r\n"x\ny",1\n  \n2,3', ",");
  expect(places.cells).toEqual([
    [1, 1],
    [3, 4],
    [6, 6],
  ]);
  expect(places.unclosed).toBeNull();
});

test("a doubled quote closes nothing, an open one is remembered where it opened", () => {
  expect(csvPlaces('a\n"x""\ny', ",").unclosed).toEqual({ line: 2, column: 1 });
  expect(csvPlaces('a\tb\n1\t"', "\t").unclosed).toEqual({ line: 2, column: 2 });
});
