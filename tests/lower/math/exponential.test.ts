import { describe } from "vitest";
import { testFunction } from "./functions.ts";

// Planted: exp's second power of two left out; tanh's sign not copied; e^r's polynomial one term short; each red here.
describe("exponentials", () => {
  testFunction("exp", (b, x) => b.exp(x));
  testFunction("expm1", (b, x) => b.expm1(x));
  testFunction("tanh", (b, x) => b.tanh(x));
  testFunction("sigmoid", (b, x) => b.sigmoid(x));
});
