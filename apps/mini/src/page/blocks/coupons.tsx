import type { CouponOffer } from "@banyan/contract";
import { ScrollView, Text, View } from "@tarojs/components";
import { useState } from "react";
import { join } from "@/design/join.ts";
import { shortYuan } from "@/design/price/yuan.ts";
import { Tap } from "@/design/tap/tap.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { asRefusal } from "@/http/refusal.ts";
import { useLoad } from "@/http/use-load.ts";
import { useSignedIn } from "@/session/token.ts";
import "./coupons.scss";

/**
 * Coupons to take on the way. Claiming is the first personal action of many: it signs in. The home page is the same for
 * everybody, so what this person has already is asked for apart.
 */
export function CouponsBlock({ offers: forAll }: { offers: readonly CouponOffer[] }) {
  const [busy, setBusy] = useState<string | null>(null);
  const own = useLoad(useSignedIn() ? "own-offers" : null, () => call("coupon.offers", {}));
  const offers = forAll.map((offer) => own.data?.coupons.find(({ id }) => id === offer.id) ?? offer);
  if (offers.length === 0) return null;
  const claim = async (offer: CouponOffer) => {
    if (busy !== null) return;
    setBusy(offer.id);
    try {
      await call("coupon.claim", { coupon_id: offer.id });
      toast("领到了，结算时自动帮您用上", { mood: "good" });
    } catch (thrown) {
      const { code, message } = asRefusal(thrown);
      if (code !== "sign_in_cancelled") toast(message, { mood: "bad" });
    }
    setBusy(null);
    await own.reload();
  };
  const [first] = offers;
  if (offers.length === 1 && first !== undefined) {
    return <Ticket offer={first} alone onTake={() => void claim(first)} />;
  }
  return (
    <ScrollView className="pb-coupons" scrollX enhanced showScrollbar={false}>
      <View className="pb-coupons__rail">
        {offers.map((offer) => (
          <Ticket key={offer.id} offer={offer} onTake={() => void claim(offer)} />
        ))}
      </View>
    </ScrollView>
  );
}

function Ticket({
  offer,
  alone = false,
  onTake,
}: {
  offer: CouponOffer;
  alone?: boolean;
  onTake: () => void;
}) {
  const claimed = offer.claimed === true;
  const off = claimed || offer.exhausted;
  return (
    <View className={join("pb-coupon", alone && "pb-coupon--alone", off && "is-off")}>
      <View className="pb-coupon__main">
        <View className="pb-coupon__amount">
          <Worth offer={offer} />
          <Text className="pb-coupon__over">
            {offer.threshold_fen === 0 ? "无门槛" : `满 ${shortYuan(offer.threshold_fen)}`}
          </Text>
        </View>
        <View className="pb-coupon__name">{offer.name}</View>
      </View>
      <Tap className="pb-coupon__take" label={`领取${offer.name}`} disabled={off} onTap={onTake}>
        {claimed ? "已领" : offer.exhausted ? "领完" : "领取"}
      </Tap>
    </View>
  );
}

/** ¥10, or 8.5 折. */
function Worth({ offer }: { offer: CouponOffer }) {
  if (offer.kind === "percent")
    return (
      <>
        {String((100 - offer.percent_off) / 10)}
        <Text className="pb-coupon__yuan">折</Text>
      </>
    );
  return (
    <>
      <Text className="pb-coupon__yuan">¥</Text>
      {shortYuan(offer.discount_fen)}
    </>
  );
}
