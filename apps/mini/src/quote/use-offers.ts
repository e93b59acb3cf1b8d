import type { Quote, QuoteOffer } from "@banyan/contract";
import { shortYuan } from "../design/price/yuan.ts";
import { toast } from "../design/toast/toast.ts";
import { call } from "../http/call.ts";
import { type Action, useAction } from "../http/use-action.ts";
import { useLoad } from "../http/use-load.ts";
import { useFriendShare } from "../share/friend-share.ts";
import type { Quoting } from "./use-quote.ts";

export interface Offers {
  /** What could be claimed for these goods, the largest saving first. */
  offers: readonly QuoteOffer[];
  busy: Action["busy"];
  /** Claims in place; what is best is found anew. */
  claim: (offer: QuoteOffer) => void;
}

/** Coupons to be claimed at the checkout: asked for where none that is held can be used, and when somebody looks at theirs. */
export function useOffers(quoting: Quoting, open: boolean): Offers {
  const { quote, choose } = quoting;
  const share = useFriendShare();
  const asks = quote !== null && quote.lines.length > 0 && (open || !hasUsable(quote));
  const loaded = useLoad(asks ? `quote-offers-${goodsOf(quote)}` : null, () =>
    call("quote.offers", { quote_id: quote?.id ?? "", ...(share === null ? {} : { share }) }),
  );
  const { busy, run } = useAction();
  const claim = (offer: QuoteOffer) =>
    run(
      offer.id,
      async () => {
        await call("coupon.claim", {
          coupon_id: offer.id,
          ...(offer.friend && share !== null ? { share } : {}),
        });
        toast(claimedText(offer), { mood: "good" });
        choose({ coupon: "best" });
        void loaded.reload();
      },
      () => {
        // The sheet was behind: what it shows next says why.
        void loaded.reload();
        return false;
      },
    );
  return { offers: loaded.data?.coupons ?? [], busy, claim };
}

export function hasUsable(quote: Quote): boolean {
  return quote.coupons.some(({ usable }) => usable);
}

function goodsOf({ lines }: Quote): string {
  return lines.map(({ sku_id, quantity }) => `${sku_id}x${quantity}`).join(",");
}

function claimedText({ missing_fen }: QuoteOffer): string {
  return missing_fen === 0 ? "领到了，已为您选好最省的" : `领到了，再买 ¥${shortYuan(missing_fen)} 可用`;
}
