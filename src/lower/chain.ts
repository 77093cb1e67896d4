/** The forward algorithm and the linear recurrence of vectors as ordered loops: steps outside, then the rest, then states. */

import { Bug } from "../diagnostic/bug.ts";
import type { Dtype } from "../shape/dtype.ts";
import type { NodeId } from "../tensor/graph.ts";
import { addressOf, addUp, affineOf, constantAffine, scaled } from "./affine.ts";
import { rowMajor } from "./coordinates.ts";
import { elementOfMemory } from "./elements.ts";
import type { KernelBuilder } from "./kernel-builder.ts";
import type { Address, Affine, LoopIndex, Value } from "./loop-program.ts";
import { applyElement } from "./rules.ts";
import { nodeOf } from "./storage.ts";
import { type OwnSite, type Stored, storedOperand } from "./stored.ts";

/** An element at a step, at states, and at the indices of the rest. */
function at({ layout }: Stored, places: readonly Affine[]): Address {
  const parts = places.map((place, axis) => scaled(place, layout.strides[axis] ?? 0));
  return addressOf(addUp(parts, layout.offset));
}

interface Frame {
  readonly k: KernelBuilder;
  readonly dtype: Dtype;
  readonly steps: number;
  readonly states: number;
  readonly target: Stored;
  readonly operands: readonly Stored[];
  /** Loads from an operand, or from what earlier steps stored. */
  readonly load: (from: Stored, places: readonly Affine[]) => Value;
  readonly done: (places: readonly Affine[]) => Value;
  readonly store: (places: readonly Affine[], value: Value) => void;
  readonly overRest: (body: (rest: readonly Affine[]) => void) => void;
}

function frameOf(k: KernelBuilder, site: OwnSite, id: NodeId): Frame {
  const { dtype, shape, operands: ids } = nodeOf(site.storage.graph, id);
  const element = elementOfMemory(dtype);
  const target = { buffer: site.buffers.of(id), layout: { offset: 0, strides: rowMajor(shape) } };
  const [steps = 0, states = 0, ...rest] = shape;
  return {
    k,
    dtype,
    steps,
    states,
    target,
    operands: ids.map((operand) => storedOperand(site, operand)),
    load: (from, places) => k.load(from.buffer, element, 1, at(from, places)),
    done: (places) => k.load(target.buffer, element, 1, at(target, places), true),
    store: (places, value) => k.store(target.buffer, at(target, places), value),
    overRest: (body) => {
      const open = (axis: number, indices: readonly LoopIndex[]): void => {
        const size = rest[axis];
        if (size === undefined) return body(indices.map((index) => affineOf(index)));
        k.times(size, 1, (index) => open(axis + 1, [...indices, index]));
      };
      open(0, []);
    },
  };
}

function part(operands: readonly Stored[], place: number): Stored {
  const found = operands[place];
  if (found === undefined) throw new Bug("a chain lacks an operand");
  return found;
}

/** log Σ exp over the states, in the reference's order. */
function logSum({ k, dtype, states }: Frame, value: (state: Affine) => Value): Value {
  const site = { attributes: {}, dtype, from: dtype };
  const element = elementOfMemory(dtype);
  const greatest = k.variable(k.constant(element, 1, -Infinity));
  k.times(states, 1, (i) => k.assign(greatest, k.max(k.read(greatest), value(affineOf(i)))));
  const top = k.read(greatest);
  const shift = k.select(k.lt(k.abs(top), Infinity), top, 0);
  const sum = k.variable(k.constant(element, 1, 0));
  k.times(states, 1, (i) => {
    const term = applyElement(k, "exp", [k.sub(value(affineOf(i)), shift)], site);
    k.assign(sum, k.add(k.read(sum), term));
  });
  return k.add(shift, applyElement(k, "log", [k.read(sum)], site));
}

export function forward(k: KernelBuilder, site: OwnSite, id: NodeId): void {
  const frame = frameOf(k, site, id);
  const [start, transition, emission] = [0, 1, 2].map((place) => part(frame.operands, place)) as [
    Stored,
    Stored,
    Stored,
  ];
  const one = nodeOf(site.storage.graph, nodeOf(site.storage.graph, id).operands[1]).shape[0] === 1;
  const { states, steps, load, done, store, overRest } = frame;
  const first = constantAffine(0);
  overRest((rest) =>
    k.times(states, 1, (j) => {
      const state = affineOf(j);
      store(
        [first, state, ...rest],
        k.add(load(start, [state, ...rest]), load(emission, [first, state, ...rest])),
      );
    }),
  );
  k.loop(constantAffine(1), constantAffine(steps), 1, (step) =>
    overRest((rest) => {
      const [now, before] = [affineOf(step), affineOf(step, -1)];
      const total = logSum(frame, (i) => done([before, i, ...rest]));
      // −∞ where no state is possible: they stay so.
      const finite = k.select(k.eq(total, -Infinity), 0, total);
      k.times(states, 1, (j) => {
        const state = affineOf(j);
        const reached = logSum(frame, (i) =>
          k.add(done([before, i, ...rest]), load(transition, [one ? first : now, i, state, ...rest])),
        );
        store([now, state, ...rest], k.add(k.sub(reached, finite), load(emission, [now, state, ...rest])));
      });
    }),
  );
}

export function recur(k: KernelBuilder, site: OwnSite, id: NodeId): void {
  const node = nodeOf(site.storage.graph, id);
  if (node.op !== "recur") throw new Bug("a recurrence that is none");
  const { reverse } = node.attributes;
  const frame = frameOf(k, site, id);
  const [matrix, added] = [part(frame.operands, 0), part(frame.operands, 1)];
  const { states, steps, load, done, store, overRest } = frame;
  const element = elementOfMemory(frame.dtype);
  const row = (step: LoopIndex | null, plus: number): Affine => {
    const forwards = step === null ? constantAffine(plus) : affineOf(step, plus);
    return reverse ? addUp([scaled(forwards, -1)], steps - 1) : forwards;
  };
  overRest((rest) =>
    k.times(states, 1, (j) => {
      const place = [row(null, 0), affineOf(j), ...rest];
      store(place, load(added, place));
    }),
  );
  k.loop(constantAffine(1), constantAffine(steps), 1, (step) =>
    overRest((rest) =>
      k.times(states, 1, (j) => {
        const [now, before] = [row(step, 0), row(step, -1)];
        const place = [now, affineOf(j), ...rest];
        const sum = k.variable(k.add(load(added, place), k.constant(element, 1, 0)));
        k.times(states, 1, (i) => {
          const factor = load(matrix, [now, affineOf(j), affineOf(i), ...rest]);
          k.assign(sum, k.add(k.read(sum), k.mul(factor, done([before, affineOf(i), ...rest]))));
        });
        store(place, k.read(sum));
      }),
    ),
  );
}
