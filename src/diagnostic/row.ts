/** A row of the table of codes. */

export interface Row<H> {
  readonly level: "error" | "warning";
  readonly title: (holes: H) => string;
}

export function error<H>(title: (holes: H) => string): Row<H> {
  return { level: "error", title };
}

export function warning<H>(title: (holes: H) => string): Row<H> {
  return { level: "warning", title };
}
