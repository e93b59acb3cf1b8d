import { Text } from "@tarojs/components";
import { shortYuan } from "../design/price/yuan.ts";
import { useEarning } from "./earnings.ts";
import "./earns.scss";
import { rangeOf } from "./range.ts";

/** 赚 ¥… on a product's card, for active promoters; nothing for everybody else. */
export function Earns({ productId }: { productId: string }) {
  const earning = useEarning(productId);
  const range = earning === null ? null : rangeOf(earning, "share_fen");
  if (range === null) return null;
  return (
    <Text className="earns">
      赚 ¥{shortYuan(range.least)}
      {range.most > range.least && " 起"}
    </Text>
  );
}
