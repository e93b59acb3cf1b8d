import type { ProductEarning } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { yuan } from "../design/price/yuan.ts";

/** What one piece of a product would bring this person: 分享赚, and 自购省 or 自购返. */
export function Worth({ earning }: { earning: ProductEarning }) {
  const differs = new Set(earning.skus.map(({ share_fen }) => share_fen)).size > 1;
  const self = earning.self_kind !== "none" && earning.self_fen > 0;
  if (earning.share_fen <= 0 && !self) {
    return <View className="share-worth__none">这件商品不参与佣金，仍然可以分享</View>;
  }
  return (
    <View className="share-worth">
      {earning.share_fen > 0 && (
        <Part label={differs ? "分享最高赚" : "分享赚"} fen={earning.share_fen} note="朋友购买一件，预估" />
      )}
      {self && (
        <Part
          label={earning.self_kind === "discount" ? "自购省" : "自购返"}
          fen={earning.self_fen}
          note={earning.self_kind === "discount" ? "自己购买一件，直接减" : "自己购买一件，预估"}
        />
      )}
    </View>
  );
}

function Part({ label, fen, note }: { label: string; fen: number; note: string }) {
  return (
    <View className="share-worth__part">
      <View className="share-worth__label">{label}</View>
      <View className="share-worth__figure">
        <Text className="share-worth__sign">¥</Text>
        <Text>{yuan(fen)}</Text>
      </View>
      <View className="share-worth__note">{note}</View>
    </View>
  );
}
