/**
 * Business numbers (order, payment attempt, after-sale, refund, withdrawal, payout, adjustment, review): one letter, the business date, the encoded owner, then random.
 * The owner is read back from the number, so a callback that knows only the number finds the right shard without a lookup table.
 * At most 32 of [0-9A-Z], which WeChat takes as out_trade_no, out_refund_no and out_bill_no alike.
 */
export type NumberKind =
  | "order"
  | "payment"
  | "aftersale"
  | "refund"
  | "shipment"
  | "withdrawal"
  | "payout"
  | "adjustment"
  | "review";

const LETTER: Record<NumberKind, string> = {
  order: "D",
  payment: "P",
  aftersale: "A",
  refund: "R",
  shipment: "S",
  withdrawal: "W",
  payout: "T",
  adjustment: "J",
  review: "V",
};
const KIND = new Map(Object.entries(LETTER).map(([kind, letter]) => [letter, kind as NumberKind]));
const RANDOM_LENGTH = 10;
/** Owners are PostgreSQL bigints; 13 digits of base 36 hold more than that. */
const MAX_OWNER = 9_223_372_036_854_775_807n;

/**
 * @param businessDate "2026-11-24", the shop's day
 * @param random a source of [0-9A-Z]; the caller owns randomness, the kernel has none
 */
export function makeNumber(
  kind: NumberKind,
  owner: bigint,
  businessDate: string,
  random: (length: number) => string,
): string {
  const encoded = owner.toString(36).toUpperCase();
  const day = businessDate.slice(2).replaceAll("-", "");
  return `${LETTER[kind]}${day}${encoded.length.toString(36).toUpperCase()}${encoded}${random(RANDOM_LENGTH)}`;
}

/** The owner inside a number, or null when the text is no number of this kind. */
export function ownerOf(kind: NumberKind, number: string): bigint | null {
  if (!/^[A-Z][0-9]{6}[1-9A-D][0-9A-Z]{11,24}$/.test(number)) return null;
  if (KIND.get(number.charAt(0)) !== kind) return null;
  const length = Number.parseInt(number.charAt(7), 36);
  const encoded = number.slice(8, 8 + length);
  if (number.length !== 8 + length + RANDOM_LENGTH) return null;
  let owner = 0n;
  for (const char of encoded) owner = owner * 36n + BigInt(Number.parseInt(char, 36));
  return owner > 0n && owner <= MAX_OWNER ? owner : null;
}
