import { expect, test } from "vitest";
import { verbs } from "../../src/cli/commands/table.ts";
import { helpOfAll, helpOfCommand } from "../../src/cli/help.ts";
import type { Command } from "../../src/cli/command.ts";

const plain = { colour: false, columns: 100 };

test("the list shows what is here, and nothing that is not", () => {
  const text = helpOfAll(verbs, "1.2.3", plain);
  expect(text).toContain("hunch 1.2.3");
  for (const { name, load } of verbs) expect(new RegExp(`^  ${name} `, "m").test(text)).toBe(load !== null);
});

test("a command's help lines its options up", () => {
  const command: Command = {
    verb: "weigh",
    usage: "THING [--exactly G]",
    positionals: { least: 1, most: 1, wanted: "a thing" },
    options: [{ name: "exactly", value: "G", doc: "to the gram" }],
    about: "On a balance.",
    examples: ["hunch weigh feather"],
    run: () => Promise.reject(new Error("help runs nothing")),
  };
  const text = helpOfCommand(command, "how heavy a thing is", plain);
  expect(text).toContain("hunch weigh THING [--exactly G]\n  how heavy a thing is\n\nOn a balance.\n");
  expect(text).toContain("  --exactly G  to the gram\n  --json       ");
  expect(text).toContain("Example\n  hunch weigh feather\n");
});
