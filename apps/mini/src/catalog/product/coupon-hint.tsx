import { View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { shortYuan } from "@/design/price/yuan.ts";
import { Tap } from "@/design/tap/tap.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { go } from "@/navigation.ts";

const SHOWN = 3;

/** What coupons there are to take, in short; nothing where there are none. */
export function CouponHint() {
  const offers = useLoad("offers", () => call("coupon.offers", {}));
  const open = (offers.data?.coupons ?? []).filter(({ exhausted }) => !exhausted);
  if (open.length === 0) return null;
  return (
    <Tap className="product-row" role="link" label="领优惠券" onTap={() => go("/coupon/center/index")}>
      <View className="product-row__label">优惠</View>
      <View className="product-row__coupons">
        {open.slice(0, SHOWN).map(({ id, threshold_fen, discount_fen }) => (
          <View key={id} className="product-row__coupon">
            满{shortYuan(threshold_fen)}减{shortYuan(discount_fen)}
          </View>
        ))}
      </View>
      <View className="product-row__take">领券</View>
      <Icon name="right" size={16} className="product-row__arrow" />
    </Tap>
  );
}
