/** Bytes → text: gzip undone, the byte-order mark gone, UTF-8 demanded; formats that wait for later are named. */

import { diagnose, failure, success, type Outcome } from "../diagnostic/diagnostic.ts";

const formats: readonly { readonly name: string; readonly magic: readonly number[] }[] = [
  { name: "a Parquet file", magic: [0x50, 0x41, 0x52, 0x31] },
  { name: "an Arrow file", magic: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31] },
  { name: "a zip archive or a spreadsheet", magic: [0x50, 0x4b, 0x03, 0x04] },
];

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** The bytes, gzip undone. */
export async function unpack(file: string, bytes: Uint8Array): Promise<Outcome<Uint8Array>> {
  if (!startsWith(bytes, [0x1f, 0x8b])) return success(bytes);
  const unpacked = await gunzip(bytes);
  const notes = ["it begins as a gzip archive, but does not unpack"];
  return unpacked === null ? failure(diagnose("H0601", { file }, { at: null, notes })) : success(unpacked);
}

/** The text of a data file. Diagnostics: empty, another format, a broken archive, not UTF-8 (the first line that is not). */
export async function decodeText(file: string, bytes: Uint8Array): Promise<Outcome<string>> {
  const unpacked = await unpack(file, bytes);
  if (!unpacked.ok) return failure(...unpacked.diagnostics);
  const plain = unpacked.value;
  const foreign = formats.find((format) => startsWith(plain, format.magic));
  if (foreign !== undefined) {
    const help = "CSV, TSV, JSON and IDX are read, also packed with gzip";
    return failure(diagnose("H0605", { file, format: foreign.name }, { at: null, help }));
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(plain);
    if (text.includes("\0")) return failure(notText(file, plain));
    if (text.trim() === "") return failure(diagnose("H0602", { file }, { at: null }));
    return success(text);
  } catch {
    return failure(notText(file, plain));
  }
}

function notText(file: string, bytes: Uint8Array) {
  const wide = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
  const help = `save it as UTF-8${wide ? "; it looks like UTF-16" : ""}`;
  return diagnose("H0604", { file }, { at: { file, line: firstBadLine(bytes), column: 1 }, help });
}

/** Newlines are bytes of their own in UTF-8, so that each line can be tried alone. */
function firstBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    try {
      if (decoder.decode(bytes.subarray(start, end)).includes("\0")) return line;
    } catch {
      return line;
    }
    start = end + 1;
  }
  return 1;
}

async function gunzip(bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    const stream = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return null;
  }
}
