/** Every model on the pages of the reference passes. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkText } from "./programs.ts";

const folder = join(import.meta.dirname, "../../docs/reference");
const models = readdirSync(folder).flatMap((page) =>
  [...readFileSync(join(folder, page), "utf8").matchAll(/^```hunch\n(model [\s\S]*?)^```/gm)].map(
    (match) => ({
      page,
      text: match[1] ?? "",
      name: /^model (\w+)/.exec(match[1] ?? "")?.[1],
    }),
  ),
);

test("there are some", () => expect(models.length).toBeGreaterThan(1));

test.each(models)("$page: $name", ({ text }) => {
  expect(checkText(text).diagnostics.map(({ code, title }) => `${code} ${title}`)).toEqual([]);
});
