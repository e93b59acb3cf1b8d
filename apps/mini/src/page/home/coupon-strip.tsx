import type { CouponOffer } from "@banyan/contract";
import { ScrollView, Text, View } from "@tarojs/components";
import { useState } from "react";
import { join } from "@/design/join.ts";
import { shortYuan } from "@/design/price/yuan.ts";
import { Tap } from "@/design/tap/tap.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { asRefusal } from "@/http/refusal.ts";

/** Coupons to take on the way. Claiming is the first personal action of many: it signs in. */
export function CouponStrip({ offers, onClaimed }: { offers: CouponOffer[]; onClaimed: () => void }) {
  const [busy, setBusy] = useState<string | null>(null);
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
    onClaimed();
  };
  return (
    <ScrollView className="home-coupons" scrollX enhanced showScrollbar={false}>
      <View className="home-coupons__rail">
        {offers.map((offer) => (
          <Ticket key={offer.id} offer={offer} onTake={() => void claim(offer)} />
        ))}
      </View>
    </ScrollView>
  );
}

function Ticket({ offer, onTake }: { offer: CouponOffer; onTake: () => void }) {
  const claimed = offer.claimed === true;
  const off = claimed || offer.exhausted;
  return (
    <View className={join("home-coupon", off && "is-off")}>
      <View className="home-coupon__main">
        <View className="home-coupon__amount">
          <Text className="home-coupon__yuan">¥</Text>
          {shortYuan(offer.discount_fen)}
          <Text className="home-coupon__over">满 {shortYuan(offer.threshold_fen)}</Text>
        </View>
        <View className="home-coupon__name">{offer.name}</View>
      </View>
      <Tap className="home-coupon__take" label={`领取${offer.name}`} disabled={off} onTap={onTake}>
        {claimed ? "已领" : offer.exhausted ? "领完" : "领取"}
      </Tap>
    </View>
  );
}
