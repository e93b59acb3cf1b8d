import type { ProductEarning } from "@banyan/contract";

export interface Range {
  least: number;
  most: number;
}

/** What the SKUs of a product bring, from the least to the most, in fen; SKUs that bring nothing are left out. */
export function rangeOf(earning: ProductEarning, what: "share_fen" | "self_fen"): Range | null {
  const fens = earning.skus.map((sku) => sku[what]).filter((fen) => fen > 0);
  if (fens.length === 0) return null;
  return { least: Math.min(...fens), most: Math.max(...fens) };
}
