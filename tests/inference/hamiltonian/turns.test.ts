import { expect, test } from "vitest";
import { createInterpreter } from "../../../src/backend/interpreter/runtime.ts";
import { createWasm } from "../../../src/backend/wasm/runtime.ts";
import {
  type Turn,
  type Turned,
  type TurnSetup,
  turnsJob,
} from "../../../src/inference/hamiltonian/turns.ts";
import { fit } from "../../../src/inference/fit.ts";
import type { Crew, Hand } from "../../../src/tensor/crew.ts";
import type { Runtime } from "../../../src/tensor/program.ts";
import { taskOf } from "../fixture.ts";
import { mixed, mixedData } from "./programs.ts";

interface Asked {
  readonly here: Hand<Turn, Turned>;
  readonly setup: TurnSetup | null;
  readonly first: Turn;
}

const text = mixed.replace("nuts { }", "nuts { chains = 1  warmup = 40  draws = 30  metric = dense }");

/** What a fit asks of its crew first. */
async function asked(runtime: Runtime, use: (asked: Asked) => Promise<void>): Promise<void> {
  const crew: Crew = {
    size: 1,
    team: (_, here, away) => ({
      work: async (first) => {
        await use({ here, setup: away(), first } as unknown as Asked);
        return { kind: "lost", why: "that was all" };
      },
      dispose: () => here.dispose(),
    }),
    end: () => {},
  };
  expect(await fit(taskOf(text, mixedData, { runtime, crew }))).toMatchObject({
    ok: false,
    diagnostics: [{ code: "H0740", notes: ["that was all"] }],
  });
}

// Planted: the stretch's positions shared by all turns; red here.
test("turns of any length, here and in another thread, go the same way", async () => {
  await asked(createWasm(), async ({ here, setup, first }) => {
    if (setup === null) throw new Error("they cannot leave");
    const away = await turnsJob.prepare(structuredClone(setup), createWasm());
    const walk = async (lengths: readonly number[]) => {
      let { state } = first;
      const stretches = [];
      for (const [i, iterations] of lengths.entries()) {
        const turn = structuredClone({ state, iterations });
        const { advanced } = await (i % 2 === 0 ? here : away).work(turn);
        if (advanced.kind !== "advanced") throw new Error(advanced.kind);
        state = structuredClone(advanced.state);
        stretches.push(advanced.stretch);
      }
      return { state, draws: stretches.flatMap(({ positions }) => [...positions]) };
    };
    const whole = await walk([70]);
    expect(whole.draws.length).toBeGreaterThan(60);
    expect(await walk([0, 1, 38, 2, 7, 22])).toEqual(whole);
    expect(await walk([0, 70])).toEqual(whole);
    away.dispose();
  });
});

test("programs of the interpreter stay where they are", async () => {
  await asked(createInterpreter(), async ({ here, setup, first }) => {
    expect(setup).toBeNull();
    expect((await here.work({ ...first, iterations: 3 })).advanced).toMatchObject({
      state: { iteration: 3 },
    });
  });
});
