/** A frame is bytes with their length and SHA-256 before them: what was cut short or changed shows itself. */

import { createHash } from "node:crypto";

const magic = "HCK1\0\0\0\0";
const header = 48;

/** "HCK1", four bytes of zero, the length as a 64-bit number, the SHA-256, the bytes; little-endian. */
export function frameOf(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(header + payload.length);
  bytes.set(new TextEncoder().encode(magic));
  new DataView(bytes.buffer).setBigUint64(8, BigInt(payload.length), true);
  bytes.set(createHash("sha256").update(payload).digest(), 16);
  bytes.set(payload, header);
  return bytes;
}

export type Framed =
  | { readonly kind: "whole"; readonly payload: Uint8Array; readonly end: number }
  | { readonly kind: "damaged"; readonly why: string };

/** The frame that begins at `start`; its `end` is where the next would. */
export function readFrame(bytes: Uint8Array, start = 0): Framed {
  const short: Framed = { kind: "damaged", why: "is cut short" };
  if (bytes.length < start + header) return short;
  const changed: Framed = { kind: "damaged", why: "has changed since it was written" };
  if (new TextDecoder().decode(bytes.subarray(start, start + 8)) !== magic) return changed;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, header);
  const length = Number(view.getBigUint64(8, true));
  const end = start + header + length;
  if (end > bytes.length) return short;
  const payload = bytes.subarray(start + header, end);
  const digest = createHash("sha256").update(payload).digest();
  const same = digest.every((byte, i) => byte === bytes[start + 16 + i]);
  return same ? { kind: "whole", payload, end } : changed;
}
