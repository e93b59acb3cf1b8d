import type { Quote } from "@banyan/contract";
import { View } from "@tarojs/components";
import { CouponTicket } from "@/coupon/ticket.tsx";
import { ReasonList } from "@/design/choice/reason-list.tsx";
import { Sheet } from "@/design/sheet/sheet.tsx";

/** The person's coupons for this order: usable first, the others with what they lack. */
export function CouponSheet({
  quote,
  open,
  onClose,
  onChoose,
}: {
  quote: Quote;
  open: boolean;
  onClose: () => void;
  onChoose: (coupon: string) => void;
}) {
  const usable = quote.coupons.filter((coupon) => coupon.usable);
  const others = quote.coupons.filter((coupon) => !coupon.usable);
  const chosen = quote.coupon?.id ?? null;
  return (
    <Sheet open={open} onClose={onClose} title="优惠券">
      <View className="checkout-coupons">
        {usable.map((coupon) => (
          <CouponTicket
            key={coupon.id}
            coupon={coupon}
            chosen={coupon.id === chosen}
            onTap={() => onChoose(coupon.id)}
          />
        ))}
        {usable.length > 0 && (
          <ReasonList
            reasons={["不使用优惠券"]}
            value={chosen === null ? "不使用优惠券" : null}
            onChange={() => onChoose("none")}
          />
        )}
        {others.length > 0 && <View className="checkout-coupons__title">本单不可用</View>}
        {others.map((coupon) => (
          <CouponTicket key={coupon.id} coupon={coupon} off reason={coupon.reason ?? "本单不可用"} />
        ))}
      </View>
    </Sheet>
  );
}
