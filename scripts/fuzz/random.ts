/** Random numbers below a bound, from a seed: Marsaglia's xorshift (2003) after a mix of the seed, quick and the same everywhere. */

export type Random = (below: number) => number;

export function randomFrom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(seed, 0xc2b2ae35) || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

export const pick = <T>(list: readonly T[], random: Random): T | undefined => list[random(list.length)];
