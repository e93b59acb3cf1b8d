import type { Quote } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { Price } from "@/design/price/price.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { Tap } from "@/design/tap/tap.tsx";
import type { Quoting } from "../use-quote.ts";
import { isUnserved } from "./breakdown.tsx";

export interface SubmitBarProps {
  quoting: Quoting;
  busy: boolean;
  onAddress: () => void;
  onSubmit: () => void;
  /** Opens 价格明细. */
  onDetail: () => void;
  /** Goes on without the goods that are not sent to this address. */
  onLeaveOut: (skuIds: readonly string[]) => void;
}

/** The price and the one way on. What stands in the way is what the button does. */
export function SubmitBar({ quoting, busy, onAddress, onSubmit, onDetail, onLeaveOut }: SubmitBarProps) {
  const { quote, loading } = quoting;
  // The state without goods has its own way on.
  if (quote === null || quote.lines.length === 0) return null;
  const step = nextStep(quote);
  const without = leftOut(quote);
  const savedFen = quote.discount_fen + quote.self_discount_fen;
  return (
    <BottomBar>
      <View className={join("checkout-sum", loading && "is-waiting", without.length > 0 && "is-tight")}>
        {isUnserved(quote) ? (
          <Text className="checkout-sum__label">暂不配送</Text>
        ) : (
          <>
            <View className="checkout-sum__row">
              <Text className="checkout-sum__label">应付</Text>
              <Price fen={quote.payable_fen} />
            </View>
            <Tap className="checkout-sum__detail" label="价格明细" onTap={onDetail}>
              <Text>{savedFen > 0 ? `已优惠 ¥${yuan(savedFen)}` : "价格明细"}</Text>
              <Icon name="up" size={12} />
            </Tap>
          </>
        )}
      </View>
      {without.length > 0 && (
        <Button
          className="checkout-sum__without"
          text="移出再买"
          look="outline"
          size="large"
          onTap={() => onLeaveOut(without)}
        />
      )}
      <Button
        className="checkout-sum__button"
        text={step.text}
        look={step.does === "address" ? "primary" : "buy"}
        size="large"
        busy={busy}
        disabled={step.does === "nothing" || (step.does === "submit" && loading && !busy)}
        onTap={step.does === "address" ? onAddress : onSubmit}
      />
    </BottomBar>
  );
}

/** The goods that stand in the way, where others can go without them. */
function leftOut({ blocked, lines }: Quote): readonly string[] {
  const skuIds = isUnserved({ blocked }) ? (blocked?.sku_ids ?? []) : [];
  return skuIds.length < lines.length ? skuIds : [];
}

function nextStep({ blocked }: Quote): { text: string; does: "submit" | "address" | "nothing" } {
  if (blocked?.code === "address_needed") return { text: "选择收货地址", does: "address" };
  if (blocked?.code === "address_not_served") return { text: "更换地址", does: "address" };
  if (blocked?.code === "payable_zero") return { text: "不能提交", does: "nothing" };
  return { text: "提交订单", does: "submit" };
}
