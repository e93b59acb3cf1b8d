import type { Cockpit } from "@banyan/contract";
import { type ReactElement, useState } from "react";
import { Delta } from "../design/delta.tsx";
import { fenText, Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { palette } from "../design/tokens.ts";
import { Trend } from "../design/trend.tsx";

type Measure = "paid_fen" | "paid_orders" | "refunded_fen";

const MEASURES: Record<Measure, { label: string; money: boolean; goodWhen: "up" | "down"; color: string }> = {
  paid_fen: { label: "销售额", money: true, goodWhen: "up", color: palette.green },
  paid_orders: { label: "支付订单", money: false, goodWhen: "up", color: palette.green },
  refunded_fen: { label: "退款", money: true, goodWhen: "down", color: palette.vermilionInk },
};

const COUNT = new Intl.NumberFormat("en-US");
const SHORT = new Intl.NumberFormat("zh-CN", { notation: "compact", maximumFractionDigits: 1 });

/** The period's sums against the period before, and the chosen one day by day. */
export function PeriodCard({
  data,
  days,
  pick,
}: {
  data: Cockpit;
  days: number;
  pick: (date: string) => void;
}): ReactElement {
  const [measure, setMeasure] = useState<Measure>("paid_fen");
  const { label, money, color } = MEASURES[measure];
  return (
    <Card title={`近 ${days} 天`} note="点某一天看当天订单">
      <div className="by-measures" role="tablist">
        {Object.entries(MEASURES).map(([key, shown]) => {
          const name = key as Measure;
          return (
            <button
              key={key}
              type="button"
              role="tab"
              aria-selected={measure === name}
              onClick={() => setMeasure(name)}
            >
              <span>{shown.label}</span>
              <b className="num">
                {shown.money ? (
                  <Money fen={data.period.now[name]} size={20} />
                ) : (
                  COUNT.format(data.period.now[name])
                )}
              </b>
              <Delta
                label="较上期"
                now={data.period.now[name]}
                before={data.period.before[name]}
                goodWhen={shown.goodWhen}
              />
            </button>
          );
        })}
      </div>
      <Trend
        height={264}
        label={label}
        color={color}
        points={data.trend.map((day) => ({ date: day.date, value: day[measure] }))}
        valueText={(value) => (money ? `¥${fenText(value)}` : COUNT.format(value))}
        axisText={(value) => (money ? `¥${SHORT.format(value / 100)}` : COUNT.format(value))}
        pick={pick}
      />
    </Card>
  );
}
