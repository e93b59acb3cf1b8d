import type { PromoterCenter } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Cell, Cells } from "@/design/cell/cell.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { go } from "@/navigation.ts";

/** What happened since midnight. */
export function Today({ today }: { today: PromoterCenter["today"] }) {
  const figures = [
    { label: "访问", value: String(today.visitors) },
    { label: "订单", value: String(today.orders) },
    { label: "佣金（元）", value: yuan(today.commission_fen) },
  ];
  return (
    <Card title="今天">
      <View className="center-today">
        {figures.map(({ label, value }) => (
          <View key={label} className="center-today__one">
            <View className="center-today__value">{value}</View>
            <View className="center-today__label">{label}</View>
          </View>
        ))}
      </View>
    </Card>
  );
}

/** Everything else, with what is in it. */
export function Ways({ center }: { center: PromoterCenter }) {
  const { customer_count, partner_count, partner_name, balances } = center;
  return (
    <View>
      <Cells>
        <Cell
          text="佣金明细"
          icon="receipt"
          value={`已结算 ¥${yuan(balances.settled_fen)}`}
          onTap={() => go("/commission/list/index")}
        />
        <Cell
          text="奖励与调整"
          icon="gift"
          value={balances.adjusted_fen === 0 ? "" : `累计 ¥${yuan(balances.adjusted_fen)}`}
          onTap={() => go("/adjustment/list/index")}
        />
        <Cell text="提现记录" icon="wallet" onTap={() => go("/withdrawal/list/index")} />
        <Cell text="对账单" icon="calendar" onTap={() => go("/statement/list/index")} />
        <Cell text="我的分享" icon="share" onTap={() => go("/share/list/index")} />
      </Cells>
      <Cells>
        <Cell
          text="我的顾客"
          icon="user"
          value={`${customer_count} 位`}
          onTap={() => go("/promoter/customer/index")}
        />
        <Cell
          text={`我的${partner_name}`}
          icon="leaf"
          value={`${partner_count} 位`}
          onTap={() => go("/promoter/partners/index")}
        />
        {center.state === "active" && center.agreement_current && center.may_invite && (
          <Cell
            text="邀请卡"
            icon="ticket"
            value={`邀请新${partner_name}`}
            onTap={() => go("/promoter/invite/index")}
          />
        )}
      </Cells>
      {center.state !== "closed" && (
        <Cells>
          <Cell text="推广协议与退出" icon="shield" onTap={() => go("/promoter/leave/index")} />
        </Cells>
      )}
    </View>
  );
}
