import type { AftersaleCard } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Price } from "@/design/price/price.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { dateTime } from "@/design/time.ts";
import { LineRow, LineRowSkeleton } from "@/order/line-row.tsx";
import "./case-card.scss";
import { caseTone } from "./words.ts";

/** One after-sale case in the list. */
export function CaseCard({ item, onOpen }: { item: AftersaleCard; onOpen: () => void }) {
  return (
    <Tap className="case-card" role="link" label={`售后 ${item.no}，${item.state_text}`} onTap={onOpen}>
      <View className="case-card__head">
        <Text className="case-card__at">{dateTime(item.created_at)}</Text>
        <Text className={`case-card__state is-${caseTone(item)}`}>{item.state_text}</Text>
      </View>
      {item.lines.map((line) => (
        <LineRow key={line.line_no} line={line} amountFen={line.amount_fen} />
      ))}
      <View className="case-card__foot">
        <Text className="case-card__reason">{item.reason}</Text>
        <Text>退款</Text>
        <Price fen={item.amount_fen + item.freight_fen} size="small" ink />
      </View>
    </Tap>
  );
}

/** The card before it is known. */
export function CaseCardSkeleton() {
  return (
    <View className="case-card">
      <View className="case-card__head">
        <Bone w={120} h={14} />
        <Bone w={48} h={14} />
      </View>
      <LineRowSkeleton />
    </View>
  );
}
