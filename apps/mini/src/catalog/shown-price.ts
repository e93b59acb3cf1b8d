import type { ProductDetail } from "@banyan/contract";

type Sku = ProductDetail["skus"][number];

export interface ShownPrice {
  fen: number;
  /** Struck through beside it: our price where this person pays less, else the market's. */
  wasFen: number | null;
  /** SKUs differ: "起". */
  from: boolean;
}

/** The price of the chosen SKU, or of the cheapest while none is chosen: a promoter's after 自购省, before coupons. */
export function shownPrice(skus: readonly Sku[], chosen: Sku | null): ShownPrice {
  const [first, ...others] = skus;
  const sku =
    chosen ?? (first && others.reduce((best, one) => (payable(one) < payable(best) ? one : best), first));
  if (sku === undefined) return { fen: 0, wasFen: null, from: false };
  const fen = payable(sku);
  return {
    fen,
    wasFen: fen < sku.price_fen ? sku.price_fen : sku.market_price_fen,
    from: chosen === null && skus.some((one) => payable(one) !== fen),
  };
}

/** Of one piece, before coupons, for who looks. */
export function payable({ worth, price_fen }: Sku): number {
  return worth?.own_price_fen ?? price_fen;
}
