import type { Fen } from "@banyan/kernel";

/**
 * Splits an amount over lines by largest remainder, weighted by what each line costs; ties go to the earlier line.
 *
 * The sum is exact and 0 ≤ part ≤ weight: a part is floor or ceiling of total × weight / Σ weights, which is at most the
 * weight because total ≤ Σ weights. "The last line takes the rest" has neither property (docs/ARCHITECTURE.md, B20).
 *
 * @param totalFen 0 ≤ total ≤ Σ weights, in fen
 * @param weights each ≥ 0, in fen
 * @throws RangeError outside these bounds: callers cap the discount first
 */
export function allocate(totalFen: Fen, weights: readonly Fen[]): Fen[] {
  const sum = weights.reduce((left, right) => left + right, 0n);
  if (weights.some((weight) => weight < 0n)) throw new RangeError("allocate takes weights ≥ 0");
  if (totalFen < 0n || totalFen > sum) throw new RangeError("allocate takes 0 ≤ total ≤ sum of weights");
  if (sum === 0n) return weights.map(() => 0n);

  const shares = weights.map((weight) => ({
    part: (totalFen * weight) / sum,
    remainder: (totalFen * weight) % sum,
  }));
  // Floors leave fewer fen over than there are lines with a remainder, so one more for each of the first is enough.
  const left = Number(totalFen - shares.reduce((given, share) => given + share.part, 0n));
  const first = [...shares].sort(byRemainder).slice(0, left);
  for (const share of first) share.part += 1n;
  return shares.map((share) => share.part);
}

/** Largest first. Sorting is stable, so among equals the earlier line stays first. */
function byRemainder(a: { remainder: bigint }, b: { remainder: bigint }): number {
  return Number(b.remainder - a.remainder);
}
