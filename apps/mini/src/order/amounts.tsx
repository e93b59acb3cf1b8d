import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { join } from "../design/join.ts";
import { Price } from "../design/price/price.tsx";
import { yuan } from "../design/price/yuan.ts";
import "./amounts.scss";

/** One line of a bill. */
export function Amount({
  label,
  fen,
  minus = false,
  note,
}: {
  label: string;
  fen: number;
  /** Takes away from the sum. */
  minus?: boolean;
  note?: string | undefined;
}) {
  return (
    <View className="order-amount">
      <Text className="order-amount__label">{label}</Text>
      {note !== undefined && note !== "" && <Text className="order-amount__note">{note}</Text>}
      <Text className={join("order-amount__value", minus && "is-minus")}>
        {minus ? "−" : ""}¥{yuan(fen)}
      </Text>
    </View>
  );
}

/** 自购返: not part of the price, and not there yet. */
export function RebateNote({ fen }: { fen: number }) {
  return (
    <View className="order-rebate">
      <Text>自购返 ¥{yuan(fen)}</Text>
      <Text className="order-rebate__note">预估，过售后期后进可提现</Text>
    </View>
  );
}

/** What the lines above come to. */
export function AmountTotal({
  label,
  fen,
  aside,
  ink = false,
}: {
  label: string;
  fen: number;
  aside?: ReactNode;
  /** Money that moved already. */
  ink?: boolean;
}) {
  return (
    <View className="order-amount order-amount--total">
      {aside !== undefined && <View className="order-amount__aside">{aside}</View>}
      <Text className="order-amount__label">{label}</Text>
      <Price fen={fen} ink={ink} />
    </View>
  );
}
