import type { ProductEarning } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { yuan } from "../design/price/yuan.ts";
import { type Range, rangeOf } from "../promoter/range.ts";

/** What one piece of a product would bring this person: 分享赚, and 自购省 or 自购返. */
export function Worth({ earning }: { earning: ProductEarning }) {
  const share = rangeOf(earning, "share_fen");
  const self = earning.self_kind === "none" ? null : rangeOf(earning, "self_fen");
  if (share === null && self === null) {
    return <View className="share-worth__none">这件商品不参与佣金，仍然可以分享</View>;
  }
  const discount = earning.self_kind === "discount";
  return (
    <View className="share-worth">
      {share !== null && <Part label="分享赚" range={share} note="朋友购买一件，预估" />}
      {self !== null && (
        <Part
          label={discount ? "自购省" : "自购返"}
          range={self}
          note={discount ? "自己购买一件，直接减" : "自己购买一件，预估"}
        />
      )}
    </View>
  );
}

function Part({ label, range, note }: { label: string; range: Range; note: string }) {
  const differs = range.most > range.least;
  return (
    <View className="share-worth__part">
      <View className="share-worth__label">{label}</View>
      <View className="share-worth__figure">
        <Text className="share-worth__sign">¥</Text>
        <Text>{yuan(range.least)}</Text>
        {differs && <Text className="share-worth__from">起</Text>}
      </View>
      <View className="share-worth__note">{differs ? `按规格，最多 ¥${yuan(range.most)}` : note}</View>
      {differs && <View className="share-worth__note">{note}</View>}
    </View>
  );
}
