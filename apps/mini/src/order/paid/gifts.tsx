import { Text, View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { Icon } from "../../design/icon/icon.tsx";
import { Tap } from "../../design/tap/tap.tsx";
import { dateOnly } from "../../design/time.ts";
import { call } from "../../http/call.ts";
import { useLoad } from "../../http/use-load.ts";
import { go } from "../../navigation.ts";
import "./gifts.scss";

/** A gift comes a moment after the payment is known. */
const LOOKS = 3;
const PAUSE_MS = 1500;

/** The coupons that this order brought; nothing where it brought none. */
export function Gifts({ no }: { no: string }) {
  const gifts = useLoad(`gifts-${no}`, () => call("coupon.gifts", { no }));
  const [looks, setLooks] = useState(1);
  const { reload } = gifts;
  const waits = gifts.data !== null && gifts.data.coupons.length === 0 && looks < LOOKS;
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setTimeout(() => {
      setLooks((before) => before + 1);
      void reload();
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [waits, reload]);
  const [first] = gifts.data?.coupons ?? [];
  if (gifts.data === null || first === undefined) return null;
  const more = gifts.data.coupons.length > 1 ? `等 ${gifts.data.coupons.length} 张` : "";
  return (
    <Tap className="paid-gift" role="link" label="查看送您的券" onTap={() => go("/coupon/mine/index")}>
      <View className="paid-gift__worth">{first.title}</View>
      <View className="paid-gift__words">
        <View className="paid-gift__title">
          送您“{first.name}”{more}
        </View>
        <Text className="paid-gift__note">{dateOnly(first.expires_at)} 前有效，下次下单可用</Text>
      </View>
      <Icon name="right" size={16} />
    </Tap>
  );
}
