/** What the package holds beside its code, a folder up from src/ and from dist/ alike. */

import { readFileSync } from "node:fs";

/** `docs/errors/H0301.md` as a place to read from. */
export function packageFile(path: string): URL {
  return new URL(`../${path}`, import.meta.url);
}

/** The version of package.json. */
export function version(): string {
  const text = readFileSync(packageFile("package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}
