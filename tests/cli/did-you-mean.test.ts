import { expect, test } from "vitest";
import { didYouMean } from "../../src/cli/did-you-mean.ts";

test("a near word is suggested, and nothing where none is near", () => {
  expect(didYouMean("--dat", ["--data", "--seed"])).toBe("did you mean --data?");
  expect(didYouMean("--verbose", ["--data", "--seed"])).toBeNull();
});
