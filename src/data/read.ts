/** Bytes or text → DataSource: the one door for every format. IDX is known by its first bytes, JSON by its name or first character, a table otherwise. */

import { failure, type Outcome } from "../diagnostic/diagnostic.ts";
import type { DataSource } from "./columns.ts";
import { readCsv } from "./csv.ts";
import { readJson } from "./json.ts";
import { isIdx, readIdx } from "./idx.ts";
import { decodeText, unpack } from "./text.ts";

/** `name` is shown in every message and its ending chooses the format. Gzip is transparent. */
export async function readData(name: string, content: Uint8Array | string): Promise<Outcome<DataSource>> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const plain = await unpack(name, bytes);
  if (!plain.ok) return failure(...plain.diagnostics);
  if (isIdx(plain.value)) return readIdx(name, plain.value);
  const text = await decodeText(name, plain.value);
  if (!text.ok) return failure(...text.diagnostics);
  return isJson(name, text.value) ? readJson(name, text.value) : readCsv(name, text.value);
}

function isJson(name: string, text: string): boolean {
  if (/\.json(\.gz)?$/i.test(name)) return true;
  return !/\.(csv|tsv|txt)(\.gz)?$/i.test(name) && /^\s*[[{]/.test(text);
}
