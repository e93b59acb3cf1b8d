import type { CommissionRow } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Picture } from "@/design/picture/picture.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { dateTime } from "@/design/time.ts";
import { go } from "@/navigation.ts";
import { useWords } from "@/promoter/words.ts";
import { positionText, TONE } from "../words.ts";

/** One commission: of what, how much, and where it stands. */
export function CommissionItem({ item }: { item: CommissionRow }) {
  const { partner_name } = useWords();
  return (
    <Tap
      className="commission-item"
      role="link"
      label={`${item.product_name}，${item.state_text}`}
      onTap={() => go(`/commission/detail/index?key=${item.key}`)}
    >
      <View className="commission-item__picture">
        <Picture src={item.picture} />
      </View>
      <View className="commission-item__body">
        <View className="commission-item__row">
          <View className="commission-item__name">{item.product_name}</View>
          <CommissionAmount item={item} />
        </View>
        <View className="commission-item__fact">
          {positionText(item, partner_name)} · {item.buyer_name} · {item.quantity} 件
        </View>
        <View className="commission-item__row">
          <Text className={`commission-item__state is-${TONE[item.state]}`}>{item.state_text}</Text>
          <Text className="commission-item__at">{dateTime(item.event_at).slice(5)}</Text>
        </View>
      </View>
    </Tap>
  );
}

/** What is left of it; what it was before refunds beside it, struck through. */
function CommissionAmount({ item }: { item: CommissionRow }) {
  return (
    <View className={`commission-item__amount is-${TONE[item.state]}`}>
      {item.kept_fen !== item.fen && <Text className="commission-item__was">¥{yuan(item.fen)}</Text>}
      <Text>¥{yuan(item.kept_fen)}</Text>
    </View>
  );
}

const FOUR = [0, 1, 2, 3];

export function CommissionSkeleton() {
  return (
    <View>
      {FOUR.map((at) => (
        <View key={at} className="commission-item">
          <View className="commission-item__picture">
            <Bone className="b-bone-square" />
          </View>
          <View className="commission-item__body">
            <Bone w="72%" h={16} />
            <View style={{ height: "8px" }} />
            <Bone w="50%" h={12} />
            <View style={{ height: "8px" }} />
            <Bone w="60%" h={12} />
          </View>
        </View>
      ))}
    </View>
  );
}
