import type { CardWorth } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { selfWord, worthText } from "./worth.ts";
import "./worth-chips.scss";

/** What a product is worth to the promoter who looks, on its card: 自购省 or 自购返, and 赚; nothing for everybody else. */
export function WorthChips({ worth }: { worth: CardWorth | null }) {
  if (worth === null) return null;
  const self = worthText(selfWord(worth.self_kind, "card"), worth.self);
  const share = worthText("赚", worth.share);
  if (self === null && share === null) return null;
  return (
    <View className="worth-chips">
      {self !== null && <WorthChip text={self} saves={worth.self_kind === "discount"} />}
      {share !== null && <WorthChip text={share} />}
    </View>
  );
}

/** Vermilion for what lowers the price, green for what is earned. */
export function WorthChip({ text, saves = false }: { text: string; saves?: boolean }) {
  return <Text className={saves ? "worth-chip is-saving" : "worth-chip"}>{text}</Text>;
}
