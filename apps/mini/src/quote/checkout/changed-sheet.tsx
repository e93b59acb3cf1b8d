import { Text, View } from "@tarojs/components";
import { useRef } from "react";
import { Button } from "@/design/button/button.tsx";
import { Price } from "@/design/price/price.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { Sheet } from "@/design/sheet/sheet.tsx";
import type { Changed } from "../use-submit.ts";

/** What moved between looking and submitting, and what it costs now. Nothing goes on without a yes. */
export function ChangedSheet({
  changed,
  busy,
  onAccept,
  onClose,
}: {
  changed: Changed | null;
  busy: boolean;
  onAccept: () => void;
  onClose: () => void;
}) {
  const last = useRef(changed);
  if (changed !== null) last.current = changed;
  const shown = last.current;
  if (shown === null) return null;
  const { changes, seen, now } = shown;
  const dearer = now.payable_fen !== seen.payable_fen;
  const foot = (
    <View className="checkout-changed__foot">
      <Button text="再看看" look="outline" size="large" onTap={onClose} />
      {now.blocked === null && (
        <Button
          className="checkout-changed__go"
          text={dearer ? "按新价格提交" : "确认提交"}
          look="buy"
          size="large"
          busy={busy}
          onTap={onAccept}
        />
      )}
    </View>
  );
  return (
    <Sheet open={changed !== null} onClose={onClose} title="订单有变化，请您确认" foot={foot}>
      <View className="checkout-changed">
        {changes.map(({ what, how }) => (
          <View key={what + how} className="checkout-changed__row">
            <Text className="checkout-changed__what">{what}</Text>
            <Text className="checkout-changed__how">{how}</Text>
          </View>
        ))}
        {changes.length === 0 && <View className="checkout-changed__row">请核对金额后再提交</View>}
        <View className="checkout-changed__sum">
          <Text>应付</Text>
          {dearer && <Text className="b-was">¥{yuan(seen.payable_fen)}</Text>}
          <Price fen={now.payable_fen} />
        </View>
      </View>
    </Sheet>
  );
}
