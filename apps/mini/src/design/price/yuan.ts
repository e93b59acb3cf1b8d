/** ¥ text of whole fen, by digits and not by division: 1230 → { int: "12", fen: "30" }. */
export function yuanParts(fen: number): { sign: string; int: string; fen: string } {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return { sign: fen < 0 ? "-" : "", int: digits.slice(0, -2), fen: digits.slice(-2) };
}

/** "12.30", for sentences. */
export function yuan(fen: number): string {
  const { sign, int, fen: cents } = yuanParts(fen);
  return `${sign}${int}.${cents}`;
}

/** "12" or "12.30": whole yuan without their zeros, for coupons and hints. */
export function shortYuan(fen: number): string {
  const { sign, int, fen: cents } = yuanParts(fen);
  return cents === "00" ? `${sign}${int}` : `${sign}${int}.${cents}`;
}

/** Sales as people say them: 86, 1234 → "1234", 12345 → "1.2万". Rounds down: never more than was sold. */
export function salesText(sales: number): string {
  if (sales < 10_000) return String(sales);
  const tenths = String(sales).slice(0, -3);
  const whole = tenths.slice(0, -1);
  const tenth = tenths.slice(-1);
  return tenth === "0" ? `${whole}万` : `${whole}.${tenth}万`;
}

/** "58", "58.5", "58.50" → fen, by digits; null where it is no amount. */
export function fenOf(typed: string): number | null {
  const [, yuan, cents = ""] = /^(\d{1,9})(?:\.(\d{0,2}))?$/.exec(typed.trim()) ?? [];
  return yuan === undefined ? null : Number(yuan + cents.padEnd(2, "0"));
}
