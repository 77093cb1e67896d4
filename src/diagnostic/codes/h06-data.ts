/** H06 data: files (H0601–), columns and cells (H0610–), sizes and labels (H0630–), stored posteriors (H0650–). */

import { error, warning } from "../row.ts";

/** `a`, `a and b`, `a, b and c`. */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

export const dataCodes = {
  H0601: error((h: { file: string }) => `I cannot read the data file ${h.file}`),
  H0602: error((h: { file: string }) => `${h.file} is empty`),
  H0603: error((h: { file: string }) => `${h.file} has a header and no rows`),
  H0604: error((h: { file: string }) => `${h.file} is not text in UTF-8`),
  H0605: error((h: { file: string; format: string }) => `${h.file} is ${h.format}, which I do not read yet`),
  H0606: error(
    (h: { row: number; found: number; wanted: number }) =>
      `row ${h.row} has ${h.found} ${h.found === 1 ? "cell" : "cells"}, the header ${h.wanted}`,
  ),
  H0607: error((h: { fault: "unclosed" | "stray" }) =>
    h.fault === "unclosed" ? "this quote is never closed" : "a quote stands in the middle of a cell",
  ),
  H0608: error((h: { file: string; separator: string }) => `${h.file} is separated by ${h.separator}`),
  H0609: error((h: { file: string }) => `${h.file} is not JSON`),

  H0610: error((h: { kind: "column" | "array"; names: readonly string[] }) =>
    h.names.length === 1
      ? `the data has no ${h.kind} ${listed(h.names)}`
      : `the data lacks the ${h.kind}s ${listed(h.names)}`,
  ),
  H0611: error((h: { name: string }) => `two columns are called ${h.name}`),
  H0612: error((h: { first: string; last: string }) => `the columns ${h.first}..${h.last} run backwards`),
  H0613: error(
    (h: { value: string; column: string }) => `${h.value} is not a number, in the column ${h.column}`,
  ),
  H0614: error((h: { column: string }) => `an empty cell, in the column ${h.column}`),
  H0615: error((h: { column: string }) => `an infinite value, in the column ${h.column}`),
  H0616: error(
    (h: { value: string; wanted: string; name: string; column: string }) =>
      `${h.value} is not ${h.wanted}, as ${h.name} was declared${h.column === h.name ? "" : `, in the column ${h.column}`}`,
  ),
  H0617: error(
    (h: { column: string }) => `the column ${h.column} is constant, so it has no scale to standardise by`,
  ),
  H0618: error((h: { name: string }) => `one row is too few to standardise ${h.name}`),
  H0619: error((h: { file: string }) => `every row of ${h.file} misses a value, so none is left`),

  H0630: error(
    (h: { dimension: string; found: number; wanted: number }) =>
      `the dimension ${h.dimension} has two sizes: ${h.wanted} and ${h.found}`,
  ),
  H0639: error(
    (h: { layer: string; width: number; dimension: string; size: number }) =>
      `${h.layer} slides a window of ${h.width} along ${h.dimension}, which is ${h.size} long`,
  ),
  H0640: error(
    (h: { dimension: string; labels: number; cuts: number }) =>
      `${h.dimension} has ${h.labels} labels, which ${h.cuts} ${h.cuts === 1 ? "cutpoint" : "cutpoints"} cannot tell apart`,
  ),
  H0641: error((h: { dimension: string }) => `nothing says in which order the labels of ${h.dimension} are`),
  H0631: error((h: { name: string }) => `${h.name} does not have the dimensions it was declared with`),
  H0632: error((h: { name: string }) => `the rows of ${h.name} are not of one length`),
  H0633: error(
    (h: { label: string; dimension: string }) => `${h.label} is no label of the dimension ${h.dimension}`,
  ),
  H0634: error(
    (h: { label: string; dimension: string; response: boolean }) =>
      `training never saw ${h.label} in ${h.dimension}${h.response ? ", which is what the model predicts" : ""}`,
  ),
  H0648: warning(
    (h: { labels: string; dimension: string }) => `training never saw ${h.labels} in ${h.dimension}`,
  ),
  H0649: error(() => "there are no rows to predict: the responses have no common first dimension"),
  H0635: error((h: { fitted: boolean }) =>
    h.fitted ? "no data was given" : "the model names no data, and none was given",
  ),
  H0636: error((h: { text: string }) => `I cannot read the column map ${h.text}`),
  H0637: error((h: { what: string }) => `${h.what} cannot stand in data`),
  H0638: error((h: { label: string; dimension: string; rows: "no" | "two" }) =>
    h.rows === "two"
      ? `two rows are about the ${h.dimension} ${h.label}`
      : `no row is about the ${h.dimension} ${h.label}`,
  ),

  H0650: error((h: { path: string }) => `there is no posterior at ${h.path}`),
  H0651: error((h: { path: string }) => `the posterior at ${h.path} is damaged`),
  H0652: error(
    (h: { path: string; found: number; known: number }) =>
      `the posterior at ${h.path} is written in format ${h.found}, and I read up to ${h.known}`,
  ),
  H0653: error((h: { path: string }) => `the posterior at ${h.path} does not belong to the model it stores`),
  H0654: error((h: { path: string }) => `I cannot write the posterior to ${h.path}`),
  H0655: error(
    (h: { path: string; names: readonly string[] }) => `${h.path} was begun with ${listed(h.names)}`,
  ),
  H0656: warning((h: { path: string }) => `a part of the checkpoint at ${h.path} is damaged`),
  H0657: error(
    (h: { path: string; process: number }) => `another run is writing ${h.path}, process ${h.process}`,
  ),
  H0658: warning((h: { path: string }) => `I could not write the last checkpoint to ${h.path}`),
} as const;
