/** Money inside the product: whole fen (分) as bigint. No floats, no division without a named rounding. */
export type Fen = bigint;
/** A rate in basis points: 1 bps = 0.01 %, 10000 = the whole. */
export type BasisPoints = number;

/** The largest amount that one field may carry: ¥1 亿. Anything above is a typing mistake, and far below 2^53. */
export const MAX_FEN = 10_000_000_000n;

/** floor(amount × numerator / denominator) for non-negative amounts; the remainder stays with the shop. */
export function floorShare(amount: Fen, numerator: bigint, denominator: bigint): Fen {
  if (amount < 0n || numerator < 0n || denominator <= 0n) {
    throw new RangeError("floorShare takes amount ≥ 0, numerator ≥ 0, denominator > 0");
  }
  return (amount * numerator) / denominator;
}

/** floor(amount × bps / 10000). */
export function floorBps(amount: Fen, bps: BasisPoints): Fen {
  return floorShare(amount, BigInt(bps), 10_000n);
}

/** Fen as the safe integer that crosses HTTP. Throws where the amount would not survive the trip. */
export function toWire(fen: Fen): number {
  const value = Number(fen);
  if (!Number.isSafeInteger(value)) throw new RangeError(`amount ${fen} does not fit a safe integer`);
  return value;
}

/** "12.30" for 1230n: how an amount is written in Chinese text, always with two decimals. */
export function yuan(fen: Fen): string {
  const sign = fen < 0n ? "-" : "";
  const abs = fen < 0n ? -fen : fen;
  return `${sign}${abs / 100n}.${String(abs % 100n).padStart(2, "0")}`;
}
