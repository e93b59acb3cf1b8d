import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { useShopInfo } from "@/shop/shop-info.ts";

/** The way of a commission, from the share to the wallet. */
export function How() {
  const shop = useShopInfo();
  const days = shop?.aftersale_days ?? 7;
  const when = days === 0 ? "确认收货后" : `确认收货 ${days} 天后`;
  const steps = [
    { title: "分享商品", note: "用卡片、链接或小程序码，发给真心觉得合适的人" },
    { title: "朋友下单付款", note: "这笔订单的佣金记为预估，明细马上能看到" },
    { title: "收货满售后期", note: `${when}、没有售后在处理，佣金转为可提现` },
    { title: "提现到微信零钱", note: "申请后由店铺核对，在微信里确认收款即到账" },
  ];
  return (
    <Card title="佣金怎么来">
      <View className="join-how">
        {steps.map(({ title, note }, at) => (
          <View key={title} className="join-how__step">
            <View className="join-how__number">{at + 1}</View>
            <View className="join-how__words">
              <View className="join-how__title">{title}</View>
              <View className="join-how__note">{note}</View>
            </View>
          </View>
        ))}
      </View>
    </Card>
  );
}

const PLAIN = [
  "不收任何费用，也不需要先买东西",
  "佣金只来自真实成交，发生退款会相应扣回",
  "每一笔都能看到怎么算的，本店不承诺收益",
  "邀请别人加入本身没有报酬",
];

/** What a person should know before they agree. */
export function Plain() {
  return (
    <Card title="先说清楚">
      {PLAIN.map((text) => (
        <View key={text} className="join-plain">
          <Icon name="check" size={16} />
          <View>{text}</View>
        </View>
      ))}
    </Card>
  );
}
