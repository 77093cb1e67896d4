/** The diagnostic of a header that lacks declared columns: all of them at once, each with its nearest names. */

import type { DataVariable } from "../check/program.ts";
import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { DataSource } from "./columns.ts";
import { suggest } from "../diagnostic/suggest.ts";
import { plainNumber } from "./number.ts";

export interface Lacking {
  readonly variable: DataVariable;
  readonly names: readonly string[];
  /** The model (or `--map`) names the columns; otherwise the variable's own name was looked for. */
  readonly explicit: boolean;
}

export function lackingColumns(
  lacking: readonly Lacking[],
  sources: readonly DataSource[],
  headers: readonly string[],
): Diagnostic {
  const table = sources.find((source) => source.kind === "table");
  const arrays = sources.flatMap((source) => (source.kind === "arrays" ? [...source.arrays.keys()] : []));
  const known = [...new Set([...headers, ...arrays])];
  const names = [...new Set(lacking.flatMap((entry) => entry.names))];
  const near = names.flatMap((name) => {
    const found = suggest(name, known).map((candidate) => `\`${candidate}\``);
    return found.length === 0 ? [] : [`${found.join(" or ")}${names.length > 1 ? ` for ${name}` : ""}`];
  });
  const matrix = lacking.find((entry) => !entry.explicit && entry.variable.type.dimensions.length > 1);
  const headless = table !== undefined && headers.every((header) => !Number.isNaN(plainNumber(header)));
  let help: string | null = near.length > 0 ? `did you mean ${near.join(", ")}?` : null;
  if (help === null && matrix !== undefined && table !== undefined) {
    help = `name the columns of ${matrix.variable.name}: from ${headers[0] ?? "first"}..${headers.at(-1) ?? "last"}`;
  }
  if (headless) help = "the first line must name the columns";
  return diagnose(
    "H0610",
    { kind: table === undefined ? "array" : "column", names },
    {
      at: sources[0] === undefined ? null : { file: sources[0].file, line: 1, column: 1 },
      labels: lacking.map(({ variable }) => ({ span: variable.span, text: "declared here" })),
      notes: [`the data has ${shorten(known)}`],
      help,
    },
  );
}

function shorten(names: readonly string[]): string {
  if (names.length === 0) return "nothing";
  const shown = names.slice(0, 12).join(", ");
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown;
}
