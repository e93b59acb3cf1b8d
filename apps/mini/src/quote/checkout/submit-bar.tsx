import type { Quote } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { join } from "@/design/join.ts";
import { Price } from "@/design/price/price.tsx";
import { shortYuan } from "@/design/price/yuan.ts";
import type { Quoting } from "../use-quote.ts";

export interface SubmitBarProps {
  quoting: Quoting;
  busy: boolean;
  onAddress: () => void;
  onSubmit: () => void;
}

/** The price and the one way on. What stands in the way is what the button does. */
export function SubmitBar({ quoting, busy, onAddress, onSubmit }: SubmitBarProps) {
  const { quote, loading } = quoting;
  // The state without goods has its own way on.
  if (quote === null || quote.lines.length === 0) return null;
  const step = nextStep(quote);
  const savedFen = quote.discount_fen + quote.self_discount_fen;
  return (
    <BottomBar>
      <View className={join("checkout-sum", loading && "is-waiting")}>
        <View className="checkout-sum__row">
          <Text className="checkout-sum__label">应付</Text>
          <Price fen={quote.payable_fen} />
        </View>
        {savedFen > 0 && <Text className="checkout-sum__saved">已优惠 ¥{shortYuan(savedFen)}</Text>}
      </View>
      <Button
        className="checkout-sum__button"
        text={step.text}
        look={step.does === "submit" ? "buy" : "primary"}
        size="large"
        busy={busy}
        disabled={step.does === "submit" && loading && !busy}
        onTap={step.does === "submit" ? onSubmit : onAddress}
      />
    </BottomBar>
  );
}

function nextStep({ blocked }: Quote): { text: string; does: "submit" | "address" } {
  if (blocked?.code === "address_needed") return { text: "选择收货地址", does: "address" };
  if (blocked?.code === "address_not_served") return { text: "更换地址", does: "address" };
  return { text: "提交订单", does: "submit" };
}
