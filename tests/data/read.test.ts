import { expect, test } from "vitest";
import { readData } from "../../src/data/read.ts";

async function kind(name: string, text: string): Promise<string> {
  const outcome = await readData(name, text);
  return outcome.ok ? outcome.value.kind : (outcome.diagnostics[0]?.code ?? "");
}

test("the name decides the format, and the first character where the name does not", async () => {
  expect(await kind("a.json", '{"x": [1]}')).toBe("arrays");
  expect(await kind("standard input", '[{"x": 1}]')).toBe("table");
  expect(await kind("standard input", "x\n1\n")).toBe("table");
  expect(await kind("a.csv", "[x]\n1\n")).toBe("table");
  expect(await kind("a.json", "x\n1\n")).toBe("H0609");
});
