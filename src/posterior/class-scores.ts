/** Scores of labels and bools from predicted probabilities. */

export interface ClassScores {
  readonly accuracy: number;
  readonly brier: number;
  readonly ece: number;
  readonly auroc: number | null;
}

/** `probabilities` is [rows · classes]; `observed` holds positions of classes. */
export function classScores(probabilities: Float64Array, observed: Int32Array, classes: number): ClassScores {
  return {
    accuracy:
      topHits(probabilities, observed, classes).reduce((sum, { hit }) => sum + hit, 0) / observed.length,
    brier: brierScore(probabilities, observed, classes),
    ece: calibrationError(probabilities, observed, classes),
    auroc: meanAuroc(probabilities, observed, classes),
  };
}

/** The probability of the most probable class (the first of equals), and whether it was right. */
function topHits(probabilities: Float64Array, observed: Int32Array, classes: number) {
  return Array.from(observed, (truth, row) => {
    const own = probabilities.subarray(row * classes, (row + 1) * classes);
    const top = own.indexOf(Math.max(...own));
    return { confidence: own[top] as number, hit: top === truth ? 1 : 0 };
  });
}

/** 1/n Σ Σₖ (pₖ − 1[y = k])², summed over classes (Brier 1950). */
function brierScore(probabilities: Float64Array, observed: Int32Array, classes: number): number {
  let sum = 0;
  observed.forEach((truth, row) => {
    for (let k = 0; k < classes; k++)
      sum += ((probabilities[row * classes + k] as number) - (k === truth ? 1 : 0)) ** 2;
  });
  return sum / observed.length;
}

const bins = 15;

/** Σ over bins of the top probability, of equal width and closed above, of |accuracy − confidence| · share (Guo et al. 2017). */
function calibrationError(probabilities: Float64Array, observed: Int32Array, classes: number): number {
  const gaps = new Float64Array(bins);
  for (const { confidence, hit } of topHits(probabilities, observed, classes)) {
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
    gaps[bin] = (gaps[bin] as number) + hit - confidence;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / observed.length;
}

/** The mean over classes of one-versus-rest areas under the ROC curve; null where a class is absent. */
function meanAuroc(probabilities: Float64Array, observed: Int32Array, classes: number): number | null {
  const areas = Array.from({ length: classes }, (_, k) =>
    auroc(
      probabilities.filter((_, i) => i % classes === k),
      observed,
      k,
    ),
  );
  const present = areas.filter((area) => area !== null);
  return present.length < areas.length ? null : present.reduce((sum, area) => sum + area, 0) / areas.length;
}

/** (Σ ranks of the positives − n₁(n₁ + 1)/2) / n₁n₀, ties at their mean rank (Mann and Whitney). */
function auroc(scores: Float64Array, observed: Int32Array, positive: number): number | null {
  const order = Array.from(scores.keys()).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let ranks = 0;
  let positives = 0;
  for (let i = 0; i < order.length;) {
    let end = i;
    while (end < order.length && scores[order[end] as number] === scores[order[i] as number]) end++;
    for (let k = i; k < end; k++) {
      if (observed[order[k] as number] !== positive) continue;
      ranks += (i + 1 + end) / 2;
      positives += 1;
    }
    i = end;
  }
  const negatives = scores.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}
