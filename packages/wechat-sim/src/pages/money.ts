/** `12,345` and `60`: yuan with thousands apart, and two digits of fen. */
export function yuanParts(fen: number): { int: string; fen: string } {
  const digits = String(fen).padStart(3, "0");
  return { int: digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ","), fen: digits.slice(-2) };
}

/** `¥12,345.60` */
export function yuan(fen: number): string {
  const parts = yuanParts(Math.abs(fen));
  return `${fen < 0 ? "-" : ""}¥${parts.int}.${parts.fen}`;
}
