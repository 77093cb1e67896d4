import { describe } from "vitest";
import { testFunction } from "./functions.ts";

// Planted: a coefficient of the far polynomial with its sign turned; red here.
describe("the error function", () => {
  testFunction("erf", (b, x) => b.erf(x));
});
