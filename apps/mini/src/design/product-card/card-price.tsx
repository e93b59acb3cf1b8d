import type { ProductCard } from "@banyan/contract";
import { Price, WasPrice } from "../price/price.tsx";

/** A card's price: after 自购省 for whom it is lower, with our price struck through; else with the market's. */
export function CardPrice({ product, size = "normal" }: { product: ProductCard; size?: "small" | "normal" }) {
  const { worth, market_price_fen } = product;
  if (worth !== null && worth.own_price_fen < worth.full_price_fen) {
    return (
      <>
        <Price fen={worth.own_price_fen} size={size} from={worth.own_price_from} />
        <WasPrice fen={worth.full_price_fen} />
      </>
    );
  }
  return (
    <>
      <Price fen={product.price_fen} size={size} from={product.price_from} />
      {market_price_fen !== null && !product.price_from && <WasPrice fen={market_price_fen} />}
    </>
  );
}
