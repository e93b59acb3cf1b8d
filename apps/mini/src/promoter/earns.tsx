import { Text } from "@tarojs/components";
import { shortYuan } from "../design/price/yuan.ts";
import { useEarning } from "./earnings.ts";
import "./earns.scss";

/** 赚 ¥… on a product's card, for active promoters; nothing for everybody else. */
export function Earns({ productId }: { productId: string }) {
  const earning = useEarning(productId);
  if (earning === null || earning.share_fen <= 0) return null;
  return <Text className="earns">赚 ¥{shortYuan(earning.share_fen)}</Text>;
}
