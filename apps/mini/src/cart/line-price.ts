import type { ShownLine } from "./use-cart.ts";

export interface LinePrice {
  /** Of one piece, for this person. */
  fen: number;
  /** Our price where this person pays less. */
  wasFen: number | null;
  /** Of the line. While its quantity is on its way: pieces × the price of one, which is never less than it will be. */
  amountFen: number;
  /** 自购省 of the line. */
  savedFen: number;
}

/** What a line of the cart comes to before coupons. */
export function linePrice({ worth, price_fen, quantity, waiting }: ShownLine): LinePrice {
  const fen = worth?.own_price_fen ?? price_fen;
  const amountFen = worth === null || waiting ? fen * quantity : worth.own_amount_fen;
  return {
    fen,
    wasFen: fen < price_fen ? price_fen : null,
    amountFen,
    savedFen: price_fen * quantity - amountFen,
  };
}
