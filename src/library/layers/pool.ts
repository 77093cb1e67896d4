/** Pooling: an image in windows that do not overlap; pixels of a last, incomplete window are left out. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { LayerParameter, LayerPlace, LayerShape } from "../layer.ts";
import { imagesOnly, isImage } from "./inputs.ts";

export const windowSize: LayerParameter = {
  name: "size",
  kind: "size",
  required: true,
  doc: "the edge of a window, in pixels, and how far apart windows are",
};

export function poolShape({ input, size, derive }: LayerPlace): LayerShape {
  const [row, column, ...channels] = input.dimensions;
  if (!isImage(input) || row === undefined || column === undefined || size === null) return imagesOnly(input);
  const windows = [row, column].map((of) => derive(of, { kind: "windows", of, width: size, stride: size }));
  return { output: [...windows, ...channels], weights: [] };
}

/** [rows, row, size, column, size, channels…]: axes 2 and 4 run within a window. */
export function windowsOf(b: Builder, x: Tensor, size: number): Tensor {
  const [rows = 1, height = 1, breadth = 1, ...channels] = x.shape;
  const [high, wide] = [Math.floor(height / size), Math.floor(breadth / size)];
  const whole = [rows, high * size, wide * size, ...channels];
  const start = whole.map(() => 0);
  const cropped = whole.join() === x.shape.join() ? x : b.slice(x, start, whole);
  return b.reshape(cropped, [rows, high, size, wide, size, ...channels]);
}
