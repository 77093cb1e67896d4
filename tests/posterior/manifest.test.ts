import { expect, test } from "vitest";
import { formatVersion, readManifest, writeManifest } from "../../src/posterior/manifest.ts";
import { modelOf, posteriorOf, scale, sites, train } from "./model.ts";

const model = modelOf(scale);
const posterior = posteriorOf(model, train(model, { y: [1, 2, 4] }), {
  kind: "point",
  values: sites({ mu: [1], s: [2] }),
});
const text = writeManifest(posterior, "0.1.0", []);

test("it holds the model's source, the record and what binding found", () => {
  const manifest = JSON.parse(text) as Record<string, unknown>;
  expect(manifest).toMatchObject({
    format: formatVersion,
    hunch: "0.1.0",
    model: { name: "Scale", file: "test.hunch", source: scale },
    record: { seed: 1, rows: 3, complete: true },
    approximation: { kind: "point" },
    sites: ["mu", "s"],
    sizes: { N: 3 },
  });
});

test("without any one of its parts it is damaged, never a crash", () => {
  const manifest = JSON.parse(text) as Record<string, unknown>;
  expect(readManifest(text).kind).toBe("read");
  for (const key of Object.keys(manifest)) {
    for (const value of [undefined, null, 3.5, "x", [1], { a: [] }]) {
      const { kind } = readManifest(JSON.stringify({ ...manifest, [key]: value }));
      expect(["read", "newer", "damaged"]).toContain(kind);
    }
    expect(readManifest(JSON.stringify({ ...manifest, [key]: undefined })).kind).toBe("damaged");
  }
  for (const other of ["", "[]", "3", "null", "{"]) expect(readManifest(other).kind).toBe("damaged");
});
