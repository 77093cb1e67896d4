/**
 * What samplers walk on is the density of the language: the leapfrog's program, rearranged and with the data's part computed
 * once, on generated code, beside the plain graph of `density --unconstrained` on the interpreter.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createWasm } from "../../src/backend/wasm/runtime.ts";
import { dynamicsOf, look } from "../../src/inference/hamiltonian/dynamics.ts";
import { leapfrogPrograms } from "../../src/inference/hamiltonian/leapfrog.ts";
import { writeData } from "../../src/inference/kernel/blocks.ts";
import { layoutOf } from "../../src/inference/kernel/layout.ts";
import { hasNoise } from "../../src/model/noise.ts";
import { bind, density } from "../../src/pipeline.ts";
import { nest } from "../../src/posterior/nest.ts";
import { compiled, source, value } from "../pipeline-models.ts";
import type { Entry } from "./agrees.ts";
import { hierarchies } from "./hierarchies.ts";
import { networks } from "./networks.ts";
import { numbers } from "./plain.ts";
import { regressions } from "./regressions.ts";
import { series } from "./series.ts";

async function walked({ program, data }: Entry) {
  const path = join(import.meta.dirname, "../corpus/good", `${program}.hunch`);
  const found = compiled(readFileSync(path, "utf8"));
  const bound = value(await bind(found, [await source(data)]));
  const { model } = found;
  const { sizes } = bound.facts;
  const layout = layoutOf(model, sizes);
  const { once, step } = leapfrogPrograms(model, sizes, layout, "diag");
  const runtime = createWasm();
  const leapfrog = await runtime.compile(step);
  const block = { start: 0, live: bound.rows };
  writeData(leapfrog, model, sizes, bound, block, bound.rows);
  if (once !== null) {
    const before = await runtime.compile(once);
    writeData(before, model, sizes, bound, block, bound.rows);
    before.step();
    for (const { name } of once.outputs) leapfrog.write(name, before.read(name));
  }
  const dynamics = dynamicsOf(leapfrog);
  dynamics.inverseMetric.fill(1);
  const at = async (position: readonly number[]) => {
    const point = layout.places.map(({ name, shape, offset, size }) => [
      name,
      nest(position.slice(offset, offset + size), shape),
    ]);
    return value(await density(found, bound, Object.fromEntries(point), { unconstrained: true }));
  };
  return { model, layout, dynamics, at };
}

// Seen red: slopes taken by parts of the position, past which simplification may lead; and, planted in `tensor/factor.ts`, a factor
// not squared and a term counted once for all rows.
describe.each([...hierarchies, ...regressions, ...series, ...networks])("$name", (entry) => {
  test("samplers walk on its density", async () => {
    const { model, layout, dynamics, at } = await walked(entry);
    if (hasNoise(model)) return;
    for (const seed of [4, 5]) {
      const position = numbers(layout.size, seed, 0.6 * (entry.spread ?? 1));
      dynamics.position.set(position);
      look(dynamics);
      const wanted = await at(position);
      const found = dynamics.logDensity[0] ?? NaN;
      expect(Math.abs(found - wanted.logJoint)).toBeLessThanOrEqual(1e-10 * (1 + Math.abs(wanted.logJoint)));
      const slopes = layout.places.flatMap(({ name }) => [wanted.gradient[name]].flat(9).map(Number));
      const scale = Math.max(...slopes.map(Math.abs));
      slopes.forEach((slope, i) =>
        expect(Math.abs((dynamics.gradient[i] ?? NaN) - slope)).toBeLessThanOrEqual(
          1e-10 * Math.max(Math.abs(slope), 1e-2 * scale),
        ),
      );
    }
  });
});
