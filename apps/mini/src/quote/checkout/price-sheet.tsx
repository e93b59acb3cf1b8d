import type { Quote } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Amount, AmountTotal, RebateNote } from "@/order/amounts.tsx";
import "./price-sheet.scss";

/** 价格明细: every step from the goods to what is paid, in the order in which it is computed. Nothing is computed here. */
export function PriceSheet({ quote, open, onClose }: { quote: Quote; open: boolean; onClose: () => void }) {
  const pieces = quote.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <Sheet open={open} onClose={onClose} title="价格明细">
      <View className="checkout-price">
        <Amount label="商品金额" fen={quote.goods_fen} note={`共 ${pieces} 件`} />
        {quote.coupons_used.map((coupon) => (
          <Amount key={coupon.id} label={coupon.name} fen={coupon.taken_fen} note={coupon.title} minus />
        ))}
        {quote.self_discount_fen > 0 && (
          <Amount label="自购省" fen={quote.self_discount_fen} note={selfNote(quote)} minus />
        )}
        {!quote.needs_address && <Amount label="运费" fen={0} note="服务类商品无需配送" />}
        {quote.freight_parts.map((part) => (
          <View key={part.name} className="checkout-price__freight">
            <Amount
              label={quote.freight_parts.length > 1 ? `运费 · ${part.name}` : "运费"}
              fen={part.fee_fen}
            />
            <Text className="checkout-price__why">{part.reason}</Text>
          </View>
        ))}
        <AmountTotal label="应付" fen={quote.payable_fen} />
        {quote.self_rebate_fen > 0 && <RebateNote fen={quote.self_rebate_fen} />}
      </View>
    </Sheet>
  );
}

/** The pages before showed 自购省 without coupons: why it is another one here. */
function selfNote(quote: Quote): string {
  return quote.self_discount_fen === quote.self_before_coupon_fen ? "" : "按券后金额算";
}
