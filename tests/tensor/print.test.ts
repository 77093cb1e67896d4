import { expect, test } from "vitest";
import { createBuilder } from "../../src/tensor/build.ts";
import { printGraph, printType } from "../../src/tensor/print.ts";

test("a graph is printed one node a line", () => {
  const b = createBuilder("f32");
  const x = b.input("x", [100, 8], "f32");
  const w = b.input("w", [8, 50], "f32");
  const key = b.input("key", [2], "u32");
  const noise = b.random("normal", key, b.constant(0, [], "u32"), 3, [50]);
  const hidden = b.tanh(b.add(b.dot(x, w, [[1], [0]]), b.broadcast(noise, [100, 50], [1])));
  const graph = b.finish([b.sum(b.mul(hidden, -0.5), [1]), b.reduceMax(hidden)]);
  expect(printGraph(graph, ["loss"])).toBe(`%0: f32[100, 8] = input "x"
%1: f32[8, 50] = input "w"
%2: u32[2] = input "key"
%3: u32[] = constant 0
%4: f32[50] = random %2, %3 normal stream 3
%5: f32[100, 50] = dot %0, %1 over [1] and [0]
%6: f32[100, 50] = broadcast %4 along [1]
%7: f32[100, 50] = add %5, %6
%8: f32[100, 50] = tanh %7
%9: f32[100, 50] = constant −0.5
%10: f32[100, 50] = mul %8, %9
%11: f32[100] = sum %10 over [1]
%12: f32[] = reduce_max %8 over [0, 1]
return loss = %11, %12
`);
});

test("long literals are cut, edges of numbers are shown", () => {
  const b = createBuilder("f64");
  const counted = Array.from({ length: 20 }, (_, i) => i);
  const text = printGraph(b.finish([b.literal(counted, [20]), b.literal([-0, NaN, -Infinity], [3])]));
  expect(text).toContain("literal [0, 1, 2, 3, 4, 5, 6, 7, … 20 in all]");
  expect(text).toContain("literal [−0, NaN, −∞]");
  expect(printType({ shape: [], dtype: "bool" })).toBe("bool[]");
});

test("a scan shows its body below it", () => {
  const inner = createBuilder("f64");
  const body = inner.finish([inner.add(inner.input("sum", [], "f64"), inner.input("x", [], "f64"))]);
  const b = createBuilder("f64");
  const x = b.input("x", [5], "f64");
  expect(printGraph(b.finish([b.scan(body, [b.constant(0, [1])], [x], 5, true)])))
    .toBe(`%0: f64[5] = input "x"
%1: f64[1] = constant 0
%2: f64[5] = scan %1, %0 of lags [1] 5 steps, last first
    %0: f64[] = input "sum"
    %1: f64[] = input "x"
    %2: f64[] = add %0, %1
    return %2
return %2
`);
});
