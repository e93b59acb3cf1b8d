import { View } from "@tarojs/components";
import { Icon, type IconName } from "../../design/icon/icon.tsx";
import type { PaymentNews } from "../../payment/use-check.ts";

const ICON: Readonly<Record<PaymentNews, IconName>> = {
  asking: "clock",
  paid: "check",
  unpaid: "wallet",
  closed: "close",
  unsure: "clock",
};

/** The news as a mark. While it is being asked for, a ring goes round it. */
export function Seal({ news }: { news: PaymentNews }) {
  return (
    <View className={`paid-seal is-${news}`}>
      <View className="paid-seal__ring" />
      <Icon name={ICON[news]} size={34} />
    </View>
  );
}
