/**
 * Which known words a mistyped one may have meant: those within a third of its length in edits, by the optimal string
 * alignment distance (Damerau 1964), in which swapping two neighbours is one edit. Silence beats a bad guess.
 */

const most = 4;

/** At most four candidates, the nearest first; of equally near ones in the order given. */
export function suggest(word: string, candidates: readonly string[]): string[] {
  const limit = Math.max(1, Math.floor(Array.from(word).length / 3));
  const near = [...new Set(candidates)]
    .filter((candidate) => candidate !== word)
    .map((candidate) => ({ candidate, distance: distanceWithin(word, candidate, limit) }))
    .filter(({ distance }) => distance <= limit);
  const best = Math.min(...near.map(({ distance }) => distance));
  return near
    .filter(({ distance }) => distance <= best + 1)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** The distance, or Infinity beyond the limit. Another case costs half an edit; replacing a whole word is no slip. */
function distanceWithin(word: string, candidate: string, limit: number): number {
  if (word.toLowerCase() === candidate.toLowerCase()) return 0.5;
  const a = Array.from(word);
  const b = Array.from(candidate);
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  const found = distance(a, b);
  return found < Math.max(a.length, b.length) ? found : Infinity;
}

// d(i, j) = min( d(i−1, j) + 1, d(i, j−1) + 1, d(i−1, j−1) + [aᵢ ≠ bⱼ], d(i−2, j−2) + 1 if aᵢ₋₁aᵢ = bⱼbⱼ₋₁ )
function distance(a: readonly string[], b: readonly string[]): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
