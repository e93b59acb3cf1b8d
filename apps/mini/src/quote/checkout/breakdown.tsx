import type { Quote } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { yuan } from "@/design/price/yuan.ts";
import { Tap } from "@/design/tap/tap.tsx";
import { Amount, AmountTotal, RebateNote } from "@/order/amounts.tsx";
import { ReferrerHint } from "@/referral/referrer-hint.tsx";

/** How the price comes about: goods, coupon, freight, sum. */
export function Breakdown({
  quote,
  claimable,
  dim,
  onCoupon,
}: {
  quote: Quote;
  /** How many coupons could be claimed for these goods. */
  claimable: number;
  dim: boolean;
  onCoupon: () => void;
}) {
  const pieces = quote.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <Card className={join("checkout-bill", dim && "is-waiting")}>
      <Amount label="商品金额" fen={quote.goods_fen} />
      <CouponRow quote={quote} claimable={claimable} onTap={onCoupon} />
      {quote.self_discount_fen > 0 && <Amount label="自购省" fen={quote.self_discount_fen} minus />}
      <CouponFirst quote={quote} />
      {isUnserved(quote) ? (
        <View className="order-amount">
          <Text className="order-amount__label">运费</Text>
          <Text className="checkout-coupon__none">暂不配送</Text>
        </View>
      ) : (
        <>
          <Amount label="运费" fen={quote.freight_fen} note={freightNote(quote)} />
          <AmountTotal label="应付" fen={quote.payable_fen} aside={`共 ${pieces} 件`} />
        </>
      )}
      {quote.self_rebate_fen > 0 && <RebateNote fen={quote.self_rebate_fen} />}
      {quote.referrer !== null && (
        <View className="checkout-referrer">
          <ReferrerHint name={quote.referrer.name} />
        </View>
      )}
    </Card>
  );
}

/** Nothing is sent there: neither a freight nor a sum that anybody would pay. */
export function isUnserved({ blocked }: Pick<Quote, "blocked">): boolean {
  return blocked?.code === "address_not_served";
}

function freightNote({ needs_address, address, freight_hint }: Quote): string {
  if (!needs_address) return "服务类商品无需配送";
  return address === null ? "以收货地址为准" : freight_hint;
}

/** The pages before showed 自购省 without the coupon: why it is another one here. */
function CouponFirst({ quote }: { quote: Quote }) {
  const { self_discount_fen: now, self_before_coupon_fen: before } = quote;
  if (now === before) return null;
  return (
    <View className="checkout-self-note">
      先用券，再按券后 ¥{yuan(quote.goods_fen - quote.discount_fen)} 算自购省；不用券时省 ¥{yuan(before)}
    </View>
  );
}

function CouponRow({ quote, claimable, onTap }: { quote: Quote; claimable: number; onTap: () => void }) {
  const usable = quote.coupons.filter((coupon) => coupon.usable).length;
  const used = quote.coupons_used;
  const none = used.length === 0 && usable === 0;
  if (quote.coupons.length === 0 && claimable === 0) {
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
      {used.length > 0 && (
        <Text className="order-amount__note">
          {used.length === 1
            ? used[0]?.name
            : used.map((one) => `${one.name} −¥${yuan(one.taken_fen)}`).join("，")}
        </Text>
      )}
      <Text
        className={join(
          "checkout-coupon__value",
          used.length > 0 && "is-used",
          none && claimable === 0 && "is-none",
        )}
      >
        {used.length > 0
          ? `−¥${yuan(quote.discount_fen)}`
          : usable > 0
            ? `${usable} 张可用`
            : claimable > 0
              ? `${claimable} 张可领`
              : "暂无可用"}
      </Text>
      <Icon name="right" size={14} className="checkout-coupon__arrow" />
    </Tap>
  );
}
