import type { SkuWorth } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { yuan } from "../design/price/yuan.ts";
import { Tap } from "../design/tap/tap.tsx";
import { type Range, rangeOf, type SelfKind, selfWord, type WorthWord, wordOf } from "../promoter/worth.ts";

export interface ShareWorth {
  kind: SelfKind;
  /** Of the chosen SKU, or of all. */
  skus: readonly SkuWorth[];
  /** The chosen SKU, or the one that brings most: whose figures 怎么算的 explains. */
  skuId: string | null;
}

/** What one piece of a product would bring this person: 分享赚, and 自购省 or 自购返. */
export function Worth({ worth, onExplain }: { worth: ShareWorth; onExplain: (skuId: string) => void }) {
  const share = rangeOf(worth.skus, "share_fen");
  const self = rangeOf(worth.skus, "self_fen");
  const own = selfWord(worth.kind);
  const saves = worth.kind === "discount";
  if (share.most_fen === 0 && (own === null || self.most_fen === 0)) {
    return <View className="share-worth__none">这件商品不参与佣金，仍然可以分享</View>;
  }
  const { skuId } = worth;
  return (
    <>
      <View className="share-worth">
        {own !== null && self.most_fen > 0 && (
          <Part
            word={own}
            range={self}
            note={saves ? "自己买一件，直接减" : "自己买一件，预估"}
            saves={saves}
          />
        )}
        {share.most_fen > 0 && <Part word="分享赚" range={share} note="朋友买一件，预估" />}
      </View>
      {skuId !== null && (
        <Tap className="share-worth__why" role="link" onTap={() => onExplain(skuId)}>
          怎么算的
        </Tap>
      )}
    </>
  );
}

interface PartProps {
  word: WorthWord;
  range: Range;
  note: string;
  /** It lowers the price: vermilion, where what is earned is green. */
  saves?: boolean;
}

function Part({ word, range, note, saves = false }: PartProps) {
  const differs = range.least_fen < range.most_fen;
  return (
    <View className="share-worth__part">
      <View className="share-worth__label">{wordOf(word, range)}</View>
      <View className={saves ? "share-worth__figure is-saving" : "share-worth__figure"}>
        <Text className="share-worth__sign">¥</Text>
        <Text>{yuan(range.most_fen)}</Text>
      </View>
      <View className="share-worth__note">{note}</View>
      {differs && <View className="share-worth__note">按规格，¥{yuan(range.least_fen)} 起</View>}
    </View>
  );
}
