import { View } from "@tarojs/components";
import { useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { type Loaded, useLoad } from "@/http/use-load.ts";
import { go } from "@/navigation.ts";
import { useSignedIn } from "@/session/token.ts";
import { type Open, offersFor, useFriendShare } from "@/share/friend-share.ts";
import "./coupon-hint.scss";

const SHOWN = 2;

/** The coupons for a product, those of the friend who sent it first; asked for beside the product, so that they come with it. */
export function useOffers(productId: string): Loaded<Open[]> {
  const share = useFriendShare();
  const signedIn = useSignedIn();
  const key = productId === "" ? null : `offers-${productId}-${share}-${signedIn}`;
  return useLoad(key, () => offersFor(share, productId));
}

/** "可领 满100减10": the coupons for this product, claimed in place; nothing where there are none. */
export function CouponHint({ loaded }: { loaded: Loaded<Open[]> }) {
  const [open, setOpen] = useState(false);
  const offers = (loaded.data ?? []).filter(({ exhausted, claimed }) => !exhausted || claimed === true);
  if (offers.length === 0) return null;
  const fresh = offers.filter(({ claimed }) => claimed !== true);
  const shown = (fresh.length > 0 ? fresh : offers).slice(0, SHOWN);
  return (
    <>
      <Tap className="product-row" label="领优惠券" onTap={() => setOpen(true)}>
        <View className="product-row__label">{fresh.length > 0 ? "可领" : "已领"}</View>
        <View className="product-row__coupons">
          {shown.map((offer) => (
            <View key={offer.id} className="product-row__coupon">
              {offer.share === undefined ? "" : "好友券 "}
              {offer.title}
            </View>
          ))}
        </View>
        {fresh.length > 0 && <View className="product-row__take">领券</View>}
        <Icon name="right" size={16} className="product-row__arrow" />
      </Tap>
      <OfferSheet
        offers={offers}
        open={open}
        onClose={() => setOpen(false)}
        onClaimed={() => void loaded.reload()}
      />
    </>
  );
}

function OfferSheet({
  offers,
  open,
  onClose,
  onClaimed,
}: {
  offers: readonly Open[];
  open: boolean;
  onClose: () => void;
  onClaimed: () => void;
}) {
  const { busy, run } = useAction();
  const claim = (offer: Open) =>
    run(
      offer.id,
      async () => {
        const proof = offer.share === undefined ? {} : { share: offer.share };
        await call("coupon.claim", { coupon_id: offer.id, ...proof });
        toast("领到了，结算时自动帮您用上", { mood: "good" });
        onClaimed();
      },
      () => {
        onClaimed();
        return false;
      },
    );
  return (
    <Sheet open={open} onClose={onClose} title="这件商品可用的券">
      <View className="product-offers">
        {offers.map((offer) => (
          <View key={offer.id} className="product-offer">
            <View className="product-offer__main">
              <View className="product-offer__title">{offer.title}</View>
              <View className="product-offer__note">
                {offer.name} · {offer.scope_text}
                {offer.new_customer ? " · 仅限新客" : ""}
              </View>
              <View className="product-offer__note">{offer.valid_text}</View>
            </View>
            {offer.claimed === true ? (
              <View className="product-offer__had">已领取</View>
            ) : (
              <Button
                text="领取"
                look="primary"
                size="small"
                busy={busy === offer.id}
                onTap={() => claim(offer)}
              />
            )}
          </View>
        ))}
        <Button text="去领券中心" look="plain" block onTap={() => go("/coupon/center/index")} />
      </View>
    </Sheet>
  );
}
