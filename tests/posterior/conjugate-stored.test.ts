import { expect, test } from "vitest";
import {
  conjugateArrays,
  conjugateEntry,
  conjugateFault,
  conjugateFrom,
} from "../../src/posterior/conjugate-stored.ts";
import { assemble, readManifest, writeManifest } from "../../src/posterior/manifest.ts";
import { arraysOf, revive } from "../../src/posterior/stored.ts";
import { approximation, model, posterior } from "./conjugate.ts";
import { value } from "./model.ts";

const wanted = [
  ["v", 1],
  ["w", 1],
  ["q", 2],
  ["rate", 1],
  ["p", 6],
  ["a", 1],
] as const;

// Planted: the second group's arrays written over the first's.
test("what is written is read back, through the manifest too", () => {
  const arrays = arraysOf(posterior);
  const entries = [...arrays.keys()].map((name) => ({ name, file: name, sha256: "" }));
  const reading = readManifest(writeManifest(posterior, "0.1.0", entries));
  const stored = reading.kind === "read" ? assemble("p", reading.manifest, arrays) : null;
  if (stored === null) throw new Error("not assembled");
  expect(value(revive(stored, model)).approximation).toEqual(approximation);
  expect(arrays.get("concentration p")?.shape).toEqual([2, 3]);
});

test("an array that is missing is seen", () => {
  const arrays = conjugateArrays(approximation, () => []);
  for (const name of ["mean given v", "covariance", "shape v", "b q"]) {
    const fewer = new Map([...arrays].filter(([each]) => each !== name));
    expect(fewer.size).toBe(arrays.size - 1);
    expect(conjugateFrom(conjugateEntry(approximation), fewer)).toBeNull();
  }
});

test("other sites or sizes are told", () => {
  expect(conjugateFault(approximation, wanted)).toBeNull();
  expect(conjugateFault(approximation, [...wanted, ["z", 1]])).toBe("it holds nothing of z");
  expect(conjugateFault(approximation, wanted.slice(1))).toBe(
    "it holds latents that the model does not have",
  );
  const longer = wanted.map(
    ([name, count]) => [name, name === "w" || name === "q" ? count + 1 : count] as const,
  );
  expect(conjugateFault(approximation, longer)).toBe("it holds 1 numbers of w, the model has 2");
  expect(
    conjugateFault(
      approximation,
      wanted.map(([name, count]) => [name, name === "q" ? 3 : count] as const),
    ),
  ).toBe("q has 2 numbers, the model wants 3");
});
