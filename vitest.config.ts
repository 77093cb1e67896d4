import { defineConfig } from "vitest/config";
import { closingLine } from "./scripts/closing-line.ts";

export default defineConfig({
  // Examples import the package by its name, as its users do; tests run them on the sources.
  resolve: { alias: { hunch: new URL("src/index.ts", import.meta.url).pathname } },
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/temporary-folder.ts"],
    testTimeout: 120_000,
    // Nothing keeps state between files: one process for many of them saves a quarter of the time.
    isolate: false,
    reporters: ["default", closingLine()],
  },
});
