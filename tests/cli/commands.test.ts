/** What every command has in common. */

import { describe, expect, test } from "vitest";
import { verbs } from "../../src/cli/commands/table.ts";
import { fails, json } from "./ask.ts";
import { hunch } from "./fake-terminal.ts";

const built = verbs.filter((verb) => verb.load !== null);

describe("every command", () => {
  test("there are some", () => expect(built.length).toBeGreaterThan(9));

  test.each(built)(
    "$name has help, with an example that begins with itself",
    async ({ name, summary, load }) => {
      const { code, out } = await hunch(name, "--help");
      const command = await load?.();
      expect(code).toBe(0);
      expect(command?.verb).toBe(name);
      for (const part of [`hunch ${name}`, summary, "--json", "--quiet", "Example"])
        expect(out).toContain(part);
      for (const row of command?.options ?? []) expect(out).toContain(`--${row.name}`);
      for (const example of command?.examples ?? []) expect(example).toMatch(new RegExp(`^hunch ${name} `));
      expect(command?.examples.length).toBeGreaterThan(0);
      expect(await json(name, "--help")).toMatchObject({ usage: expect.stringContaining(name) as string });
    },
  );

  test.each(built)("$name tells of an option it does not have, and of what it lacks", async ({ name }) => {
    expect(await fails(name, "x", "--jso")).toContain("did you mean --json?");
    expect(await fails(name)).toContain(`hunch ${name} wants`);
  });

  test.each(verbs.filter((verb) => verb.load === null))(
    "$name is known and not here yet",
    async ({ name }) => {
      expect(await fails(name)).toContain(`hunch ${name} is not here yet`);
    },
  );
});
