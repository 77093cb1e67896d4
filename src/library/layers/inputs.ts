/** What is said where a layer does not fit what enters it. */

import { printType } from "../../shape/print.ts";
import type { ValueType } from "../../shape/support.ts";
import type { LayerShape } from "../layer.ts";

const labels = "write embedding(4) before it: each label becomes a vector";

/** A layer of one number or one dimension. */
export function vectorsOnly(name: string, input: ValueType): LayerShape {
  const help = input.support.kind === "label" ? labels : `write flatten before ${name}`;
  return { wants: "a number or numbers along one dimension", found: printType(input), help };
}

/** A layer over an image: two dimensions, and channels last where there are some. */
export function imagesOnly(input: ValueType): LayerShape {
  const help = input.support.kind === "label" ? labels : "it slides over images; write dense for a vector";
  return { wants: "an image, real[Row, Column] or with channels last", found: printType(input), help };
}

export function numbersOnly(input: ValueType): LayerShape {
  const wants = "numbers along some dimension";
  return { wants, found: printType(input), help: input.support.kind === "label" ? labels : "leave it out" };
}

export function isImage({ support, dimensions }: ValueType): boolean {
  return support.kind !== "label" && (dimensions.length === 2 || dimensions.length === 3);
}
