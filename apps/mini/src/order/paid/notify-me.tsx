import { View } from "@tarojs/components";
import { useState } from "react";
import { Button } from "../../design/button/button.tsx";
import { Icon } from "../../design/icon/icon.tsx";
import { toast } from "../../design/toast/toast.ts";
import { call } from "../../http/call.ts";
import { useAction } from "../../http/use-action.ts";
import { askToNotify } from "../../session/wechat.ts";
import { useShopInfo } from "../../shop/shop-info.ts";

/** What is worth a message after paying. One accept is one message, so it is asked here and not at sign-in. */
const TOPICS: readonly string[] = ["order_shipped", "refund_done"];

/** Asks, by a tap as WeChat demands, to be allowed to tell when the order leaves. */
export function NotifyMe({ service }: { service: boolean }) {
  const shop = useShopInfo();
  const when = `${service ? "服务完成" : "发货"}和退款到账`;
  const [on, setOn] = useState(false);
  const { busy, run } = useAction();
  const ids = (shop?.message_templates ?? [])
    .filter(({ topic }) => TOPICS.includes(topic))
    .map(({ template_id }) => template_id);
  if (ids.length === 0) return null;
  const ask = () =>
    run("notify", async () => {
      const accepted = await askToNotify(ids);
      if (accepted.length === 0) {
        toast("没有开启，可以随时在订单里查看进度");
        return;
      }
      await call("notice.consent", { template_ids: accepted });
      setOn(true);
    });
  return (
    <View className="paid-notify">
      <View className="paid-notify__icon">
        <Icon name="bell" size={22} />
      </View>
      <View className="paid-notify__words">
        <View className="paid-notify__title">
          {on ? "提醒已开启" : service ? "有进展时提醒我" : "发货时提醒我"}
        </View>
        <View className="paid-notify__note">{on ? `${when}时，微信会通知您` : `只在${when}时各发一次`}</View>
      </View>
      {on ? (
        <Icon name="check" size={20} className="paid-notify__done" />
      ) : (
        <Button text="开启" look="soft" size="small" busy={busy !== null} onTap={ask} />
      )}
    </View>
  );
}
