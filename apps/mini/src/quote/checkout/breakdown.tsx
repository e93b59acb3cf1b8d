import type { Quote } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { shortYuan } from "@/design/price/yuan.ts";
import { Tap } from "@/design/tap/tap.tsx";
import { Amount, AmountTotal } from "@/order/amounts.tsx";
import { ReferrerHint } from "@/referral/referrer-hint.tsx";

/** How the price comes about: goods, coupon, freight, sum. */
export function Breakdown({ quote, dim, onCoupon }: { quote: Quote; dim: boolean; onCoupon: () => void }) {
  const pieces = quote.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <Card className={join("checkout-bill", dim && "is-waiting")}>
      <Amount label="商品金额" fen={quote.goods_fen} />
      <CouponRow quote={quote} onTap={onCoupon} />
      {quote.self_discount_fen > 0 && <Amount label="自购省" fen={quote.self_discount_fen} minus />}
      <Amount
        label="运费"
        fen={quote.freight_fen}
        note={quote.needs_address ? quote.freight_hint : "服务类商品无需配送"}
      />
      <AmountTotal label="应付" fen={quote.payable_fen} aside={`共 ${pieces} 件`} />
      {quote.referrer !== null && (
        <View className="checkout-referrer">
          <ReferrerHint name={quote.referrer.name} />
        </View>
      )}
    </Card>
  );
}

function CouponRow({ quote, onTap }: { quote: Quote; onTap: () => void }) {
  const usable = quote.coupons.filter((coupon) => coupon.usable).length;
  if (quote.coupons.length === 0) {
    return (
      <View className="order-amount">
        <Text className="order-amount__label">优惠券</Text>
        <Text className="checkout-coupon__none">暂无可用</Text>
      </View>
    );
  }
  return (
    <Tap className="checkout-coupon" label="选择优惠券" onTap={onTap}>
      <Text className="order-amount__label">优惠券</Text>
      {quote.coupon !== null && <Text className="order-amount__note">{quote.coupon.name}</Text>}
      <Text className={join("checkout-coupon__value", quote.coupon !== null && "is-used")}>
        {quote.coupon !== null
          ? `−¥${shortYuan(quote.discount_fen)}`
          : usable > 0
            ? `${usable} 张可用`
            : "暂无可用"}
      </Text>
      <Icon name="right" size={14} className="checkout-coupon__arrow" />
    </Tap>
  );
}
