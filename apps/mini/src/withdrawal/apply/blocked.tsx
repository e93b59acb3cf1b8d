import type { WithdrawalRules } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Button } from "@/design/button/button.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { go } from "@/navigation.ts";

/** Where a refusal has a way out of this page. */
const WAY: Readonly<Record<string, { text: string; path: string }>> = {
  agreement_outdated: { text: "去看新版协议", path: "/promoter/apply/index" },
  has_debt: { text: "查看佣金明细", path: "/commission/list/index" },
  day_limit_reached: { text: "查看提现记录", path: "/withdrawal/list/index" },
};

/** What stands in the way of any amount, and what can be done about it. */
export function Blocked({ blocked }: { blocked: NonNullable<WithdrawalRules["blocked"]> }) {
  const way = WAY[blocked.code];
  return (
    <View className="withdraw-blocked">
      <Icon name="info" size={20} />
      <View className="withdraw-blocked__text">{blocked.message}</View>
      {way !== undefined && <Button text={way.text} look="outline" size="small" onTap={() => go(way.path)} />}
    </View>
  );
}
