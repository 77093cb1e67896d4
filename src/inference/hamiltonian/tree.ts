/**
 * The no-U-turn sampler's move: a path doubled forwards or backwards until it turns, its states weighed by exp(−H) (Hoffman &
 * Gelman 2014; multinomial: Betancourt 2017, appendix A.3). All memory is made once.
 */

import { at } from "../kernel/lists.ts";
import { type Dynamics, energyOf } from "./dynamics.ts";
import { type Choices, copyInto, greatestError, type Info, keep, type Mover, type Point } from "./mover.ts";
import { adopt, emptySegment, join, type Segment, turn } from "./segment.ts";

/** Weights above exp of this count alike, so that their sums stay finite; an error of energy this large is never met by a chain that has settled. */
const greatestLogWeight = 600;

export class Tree implements Mover {
  readonly info: Info = { divergent: false, depth: 0, leapfrogs: 0, acceptance: 0 };
  readonly before: Float64Array;
  readonly #maxDepth: number;
  /** Its chosen state is where the chain stands. */
  readonly #path: Segment;
  /** A new subtree of each depth is built here, and its second halves in those below. */
  readonly #spare: readonly Segment[];
  /** Where the path's first and last states are, to be gone on from. */
  #back: { readonly position: Float64Array; readonly gradient: Float64Array };
  #front: { readonly position: Float64Array; readonly gradient: Float64Array };
  #stepSize = 0;
  #start = 0;

  constructor(size: number, maxDepth: number) {
    const place = () => ({ position: new Float64Array(size), gradient: new Float64Array(size) });
    this.#maxDepth = maxDepth;
    this.#path = emptySegment(size);
    this.#spare = Array.from({ length: maxDepth + 1 }, () => emptySegment(size));
    this.before = new Float64Array(size);
    [this.#back, this.#front] = [place(), place()];
  }

  get point(): Point {
    return this.#path.chosen;
  }

  move(dynamics: Dynamics, stepSize: number, choices: Choices): void {
    const path = this.#path;
    const { info } = this;
    this.#begin(dynamics);
    let forwards = true;
    info.divergent = false;
    info.depth = 0;
    info.leapfrogs = 0;
    info.acceptance = 0;
    while (info.depth < this.#maxDepth) {
      if (choices.chance(0.5) !== forwards) {
        forwards = !forwards;
        this.#turn(dynamics);
      }
      this.#stepSize = forwards ? stepSize : -stepSize;
      const subtree = at(this.#spare, info.depth);
      if (!this.#build(dynamics, info.depth, subtree, choices)) break;
      info.depth += 1;
      // Biased progressive sampling: the new half is preferred by all that it outweighs the old one.
      const odds = subtree.weight / path.weight;
      if (odds >= 1 || choices.chance(odds)) adopt(path, subtree);
      if (!join(path, subtree)) break;
    }
    info.acceptance /= info.leapfrogs;
  }

  /** The path is one state, that of the dynamics. */
  #begin(dynamics: Dynamics): void {
    const path = this.#path;
    path.first.momentum.set(dynamics.momentum);
    path.first.velocity.set(dynamics.velocity);
    path.last.momentum.set(dynamics.momentum);
    path.last.velocity.set(dynamics.velocity);
    this.#back.position.set(dynamics.position);
    this.#back.gradient.set(dynamics.gradient);
    path.momenta.set(dynamics.momentum);
    path.weight = 1;
    this.#start = energyOf(dynamics);
    path.chosen.energy = this.#start;
  }

  /** The dynamics leave the front of the path for its back, which is its front from now on. */
  #turn(dynamics: Dynamics): void {
    this.#front.position.set(dynamics.position);
    this.#front.gradient.set(dynamics.gradient);
    const front = this.#back;
    this.#back = this.#front;
    this.#front = front;
    turn(this.#path);
    dynamics.position.set(front.position);
    dynamics.gradient.set(front.gradient);
    dynamics.momentum.set(this.#path.last.momentum);
  }

  /** 2^depth states further, as `into`; false where they diverge or turn, and then they do not count. */
  #build(dynamics: Dynamics, depth: number, into: Segment, choices: Choices): boolean {
    if (depth === 0) return this.#leaf(dynamics, into);
    if (!this.#build(dynamics, depth - 1, into, choices)) return false;
    const second = at(this.#spare, depth - 1);
    if (!this.#build(dynamics, depth - 1, second, choices)) return false;
    // Each half in proportion to its weight.
    if (choices.chance(second.weight / (into.weight + second.weight))) adopt(into, second);
    return join(into, second);
  }

  #leaf(dynamics: Dynamics, into: Segment): boolean {
    const { info } = this;
    copyInto(this.before, dynamics.position);
    dynamics.step(this.#stepSize);
    const energy = energyOf(dynamics);
    const gain = this.#start - energy;
    info.leapfrogs += 1;
    into.weight = Math.exp(Math.min(gain, greatestLogWeight));
    info.acceptance += Math.min(1, into.weight);
    if (!(gain >= -greatestError)) {
      info.divergent = true;
      return false;
    }
    keep(into.chosen, dynamics, energy);
    const { first, last, momenta } = into;
    const { momentum, velocity } = dynamics;
    copyInto(first.momentum, momentum);
    copyInto(last.momentum, momentum);
    copyInto(momenta, momentum);
    copyInto(first.velocity, velocity);
    copyInto(last.velocity, velocity);
    return true;
  }
}
