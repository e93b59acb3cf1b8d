import type { Cockpit, Figures } from "@banyan/contract";
import type { ReactElement } from "react";
import { Delta } from "../design/delta.tsx";
import { Money } from "../design/money.tsx";
import { StatCard } from "../design/stat-card.tsx";
import { dayText } from "../design/time.ts";

interface Figure {
  key: keyof Figures;
  label: string;
  money: boolean;
  goodWhen: "up" | "down";
  to: (today: string) => string;
  linkText: string;
}

const FIGURES: readonly Figure[] = [
  {
    key: "paid_fen",
    label: "今日销售额",
    money: true,
    goodWhen: "up",
    to: (d) => `/orders?from=${d}&to=${d}`,
    linkText: "查看今日订单",
  },
  {
    key: "paid_orders",
    label: "支付订单",
    money: false,
    goodWhen: "up",
    to: (d) => `/orders?from=${d}&to=${d}`,
    linkText: "查看今日订单",
  },
  {
    key: "buyers",
    label: "下单顾客",
    money: false,
    goodWhen: "up",
    to: (d) => `/orders?from=${d}&to=${d}`,
    linkText: "查看今日订单",
  },
  {
    key: "new_customers",
    label: "新顾客",
    money: false,
    goodWhen: "up",
    to: () => "/customers",
    linkText: "查看顾客",
  },
  {
    key: "refunded_fen",
    label: "退款",
    money: true,
    goodWhen: "down",
    to: () => "/aftersales?state=refunded",
    linkText: "查看已退款",
  },
];

const COUNT = new Intl.NumberFormat("en-US");

/** Today against yesterday and the same weekday a week ago, both up to the same time of day. */
export function Days({ data }: { data: Cockpit }): ReactElement {
  const today = dayText(data.as_of);
  return (
    <div className="by-days">
      {FIGURES.map((figure) => (
        <StatCard
          key={figure.key}
          label={figure.label}
          value={
            figure.money ? (
              <Money fen={data.today[figure.key]} size={27} />
            ) : (
              COUNT.format(data.today[figure.key])
            )
          }
          to={figure.to(today)}
          linkText={figure.linkText}
        >
          <Delta
            label="较昨日"
            now={data.today[figure.key]}
            before={data.yesterday[figure.key]}
            goodWhen={figure.goodWhen}
          />
          <Delta
            label="较上周同日"
            now={data.today[figure.key]}
            before={data.last_week[figure.key]}
            goodWhen={figure.goodWhen}
          />
        </StatCard>
      ))}
    </div>
  );
}
