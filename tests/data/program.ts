/** Small checked programs for the tests of this room: only their data, written as structure. */

import type { CheckedProgram, DataVariable } from "../../src/check/program.ts";
import type { Dimension } from "../../src/shape/dimension.ts";
import type { Support } from "../../src/shape/support.ts";

const source = { name: "test.hunch", text: "model Test" };
export const span = { source, start: 0, end: 5 };

export function dimension(
  name: string,
  size: number | null = null,
  labels: readonly string[] | null = null,
): Dimension {
  return {
    name,
    id: name,
    origin: size === null && labels === null ? "data" : "declared",
    size: labels?.length ?? size,
    labels,
    twin: null,
  };
}

export const N = dimension("N");
export const D = dimension("D");

export interface VariableOptions {
  readonly from?: readonly string[];
  readonly standardized?: boolean;
  readonly response?: boolean;
}

export function variable(
  name: string,
  support: Support | Support["kind"],
  dimensions: readonly Dimension[],
  options: VariableOptions = {},
): DataVariable {
  return {
    kind: "data",
    name,
    type: { support: typeof support === "string" ? ({ kind: support } as Support) : support, dimensions },
    columns: (options.from ?? []).map((text) => {
      const [first = "", last] = text.split("..");
      return { first, last: last ?? null, span };
    }),
    standardized: options.standardized ?? false,
    response: options.response ?? false,
    span,
  };
}

export function program(
  variables: readonly DataVariable[],
  missing: "error" | "drop" = "error",
): CheckedProgram {
  const dimensions = new Set<Dimension>();
  for (const { type } of variables) {
    for (const each of type.dimensions) dimensions.add(each);
    if (type.support.kind === "label") dimensions.add(type.support.dimension);
  }
  return {
    source,
    name: "Test",
    dimensions: [...dimensions],
    tables: [{ name: null, sources: [], variables, definitions: [], missing, span }],
    constants: [],
    networks: [],
    prior: [],
    likelihood: [],
    infers: [],
    rows: variables.find((each) => each.response)?.type.dimensions[0] ?? null,
  };
}
