import type { PromoterCenter } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { Price } from "@/design/price/price.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { dateOnly, shortDateTime } from "@/design/time.ts";
import { go } from "@/navigation.ts";
import { type Figure, figuresOf } from "../balances.ts";

/** Where the money is, and what happens to it next. */
export function Money({ center }: { center: PromoterCenter }) {
  const [open, setOpen] = useState(false);
  const { balances, next_settle_at } = center;
  const figures = figuresOf(balances, next_settle_at === null ? null : dateOnly(next_settle_at));
  const rest = figures.filter(({ key }) => key !== "available");
  return (
    <View className="center-money">
      <View className="center-money__top">
        <View>
          <Tap className="center-money__label" label="各项金额的含义" onTap={() => setOpen(true)}>
            <Text>可提现</Text>
            <Icon name="info" size={15} />
          </Tap>
          <Price fen={balances.available_fen} size="large" ink />
        </View>
        <Button text="提现" look="primary" onTap={() => go("/withdrawal/apply/index")} />
      </View>
      <View className="center-money__rest">
        {rest.map((figure) => (
          <One key={figure.key} figure={figure} onTap={() => setOpen(true)} />
        ))}
      </View>
      {next_settle_at !== null && balances.estimated_fen > 0 && (
        <View className="center-money__next">
          <Icon name="clock" size={14} />
          <Text>最近一笔预估佣金 {shortDateTime(next_settle_at)} 结算</Text>
        </View>
      )}
      <Sheet open={open} onClose={() => setOpen(false)} title="这些金额是什么">
        <View className="center-meanings">
          {figures.map(({ key, label, fen, meaning }) => (
            <View key={key} className="center-meanings__one">
              <View className="center-meanings__head">
                <Text>{label}</Text>
                <Text className="center-meanings__fen">¥{yuan(fen)}</Text>
              </View>
              <View className="center-meanings__text">{meaning}</View>
            </View>
          ))}
        </View>
      </Sheet>
    </View>
  );
}

function One({ figure, onTap }: { figure: Figure; onTap: () => void }) {
  return (
    <Tap
      className={`center-money__one is-${figure.key}`}
      label={`${figure.label}${yuan(figure.fen)}元`}
      onTap={onTap}
    >
      <View className="center-money__fen">{yuan(figure.fen)}</View>
      <View className="center-money__name">{figure.label}</View>
    </Tap>
  );
}
