import { expect, test } from "vitest";
import { printLoops } from "../../src/lower/print.ts";
import { lowered } from "./shown.ts";

test("a program prints as buffers and loops", () => {
  const loops = lowered({ m: [10] }, { g: [10] }, (b, { m, g }) => ({
    state: m && g ? [b.add(b.mul(m, 0.5), g)] : [],
  }));
  expect(printLoops(loops)).toBe(`program shown: 192 bytes

state m: f32 × 10 at 0–40
input g: f32 × 10 at 64–104

kernel loops0
  parallel for i0 in 0 .. 8 by 4
    v1 = f32×4 g[i0]
    v2 = f32×4 m[i0]
    v4 = mul v2 0.5
    v5 = add v1 v4
    m[i0] × 4 = v5
  v6 = f32×4 g[8]
  v7 = f32×4 m[8]
  v8 = mul v7 0.5
  v9 = add v6 v8
  m[8] × 2 = v9
`);
});
