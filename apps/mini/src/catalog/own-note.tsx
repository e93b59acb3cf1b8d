import type { ProductDetail } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { rangeOf, selfWord, worthsOf, worthText } from "@/promoter/worth.ts";
import { WorthChip } from "@/promoter/worth-chips.tsx";
import "./own-note.scss";

/** Under a promoter's price: what 自购省 takes off it, or what comes back as 自购返; nothing for everybody else. */
export function OwnNote({ product, skuId }: { product: ProductDetail; skuId: string | null }) {
  const kind = product.promoting?.self_kind ?? "none";
  const text = worthText(selfWord(kind), rangeOf(worthsOf(product, skuId), "self_fen"));
  if (text === null) return null;
  const saves = kind === "discount";
  return (
    <View className="own-note">
      <WorthChip text={text} saves={saves} />
      <Text className="own-note__words">{saves ? "用券前的价" : "预估，过售后期到账"}</Text>
    </View>
  );
}
