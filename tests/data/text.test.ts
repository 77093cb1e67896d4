import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeText } from "../../src/data/text.ts";

async function codes(bytes: Uint8Array): Promise<string[]> {
  const outcome = await decodeText("data.csv", bytes);
  return outcome.ok ? [] : outcome.diagnostics.map((d) => d.code);
}

test("a byte-order mark goes, gzip is undone", async () => {
  const packed = gzipSync("\ufeffa,b\n1,2\n");
  expect(await decodeText("data.csv.gz", packed)).toMatchObject({ ok: true, value: "a,b\n1,2\n" });
  expect(await codes(packed.subarray(0, 20))).toEqual(["H0601"]);
});

test("bytes that are not UTF-8 are placed on their line", async () => {
  const outcome = await decodeText("data.csv", Uint8Array.of(97, 10, 98, 10, 0xe9, 97, 10));
  expect(outcome.ok ? null : outcome.diagnostics[0]?.primary).toEqual({
    file: "data.csv",
    line: 3,
    column: 1,
  });
  const wide = await decodeText("data.csv", Uint8Array.of(0xff, 0xfe, 97, 0, 10, 0));
  expect(wide.ok ? "" : wide.diagnostics[0]?.help).toContain("UTF-16");
});

test("empty files and formats that wait", async () => {
  expect(await codes(new Uint8Array())).toEqual(["H0602"]);
  expect(await codes(new TextEncoder().encode(" \n\n"))).toEqual(["H0602"]);
  expect(await codes(new TextEncoder().encode("PAR1\u0015"))).toEqual(["H0605"]);
  expect(await codes(Uint8Array.of(97, 0, 98))).toEqual(["H0604"]);
});
