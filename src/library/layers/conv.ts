/** The convolution of an image with small filters, without padding: LeCun et al., "Gradient-based learning applied to document recognition" (1998). */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Layer } from "../layer.ts";
import { pick } from "../rows.ts";
import { imagesOnly, isImage } from "./inputs.ts";
import { activation } from "./parameters.ts";

export const conv: Layer = {
  name: "conv",
  doc: "Slides filters over an image, one place at a time and only where they fit: channels last.",
  parameters: [
    { name: "filters", kind: "width", required: true, doc: "how many filters, each a channel of the output" },
    { name: "size", kind: "size", required: true, doc: "the edge of a filter, in pixels" },
    activation,
  ],
  body: false,
  linear: true,
  shape: ({ input, width, size, derive, fixed }) => {
    const [row, column, ...channels] = input.dimensions;
    if (!isImage(input) || row === undefined || column === undefined || size === null)
      return imagesOnly(input);
    const windows = [row, column].map((of) => derive(of, { kind: "windows", of, width: size, stride: 1 }));
    const window = [fixed(size), fixed(size)];
    const fan = { fanIn: [...window, ...channels], fanOut: [...window, ...width] };
    return {
      output: [...windows, ...width],
      weights: [
        { role: "weight", dimensions: [...window, ...channels, ...width], ...fan },
        { role: "bias", dimensions: width, ...fan },
      ],
    };
  },
  // y[n, i, j, f] = b[f] + Σ x[n, i + p, j + q, c] W[p, q, c, f]: one product of all patches with the filters
  apply: (b, x, { weights, size }) => {
    const { weight, bias } = pick(weights, "weight", "bias");
    const [rows = 1, height = 1, breadth = 1] = x.shape;
    const edge = size ?? 1;
    const places = [height - edge + 1, breadth - edge + 1] as const;
    const patches = patchesOf(b, x, edge, places);
    const filters = bias.shape[0] ?? 1;
    const kernel = b.reshape(weight, [patches.shape[1] ?? 1, filters]);
    const product = b.transpose(b.dot(patches, kernel, [[1], [0]]), [1, 0, 2]);
    return b.add(
      b.reshape(product, [rows, ...places, filters]),
      b.broadcast(bias, [rows, ...places, filters], [3]),
    );
  },
};

/** [places, pixels of a patch, rows]: rows last, so that each pixel is looked up for all of them at once. */
function patchesOf(b: Builder, x: Tensor, edge: number, [high, wide]: readonly [number, number]): Tensor {
  const [rows = 1, height = 1, breadth = 1, channels = 1] = x.shape;
  const pixels = b.transpose(b.reshape(x, [rows, height * breadth * channels]), [1, 0]);
  const shape = [high, wide, edge, edge, channels];
  const along = (axis: number) => b.iota(shape, axis, "i32");
  const line = b.add(along(0), along(2));
  const place = b.add(along(1), along(3));
  const index = b.add(b.mul(b.add(b.mul(line, breadth), place), channels), along(4));
  return b.gather(pixels, b.reshape(index, [high * wide, edge * edge * channels]));
}
