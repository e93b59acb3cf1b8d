import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { yuan } from "../design/price/yuan.ts";
import "./bought-line.scss";
import { LineRow, type LineRowProps } from "./line-row.tsx";

export interface BoughtLineProps {
  line: LineRowProps["line"] & { price_fen: number; self_discount_fen: number };
  tail?: ReactNode;
  onTap?: () => void;
}

/**
 * A line as it is bought. With 自购省 the whole line's price stands there, before coupons, since the saving is computed on the line;
 * our price stands beside it.
 */
export function BoughtLine({ line, tail, onTap }: BoughtLineProps) {
  const { price_fen, quantity, self_discount_fen: savedFen } = line;
  if (savedFen === 0) return <LineRow line={line} amountFen={price_fen} tail={tail} onTap={onTap} />;
  const fullFen = price_fen * quantity;
  return (
    <LineRow
      line={line}
      amountFen={fullFen - savedFen}
      wasFen={fullFen}
      whole={quantity > 1}
      onTap={onTap}
      tail={
        <View className="bought-line__tail">
          <Text className="bought-line__saved">自购省 ¥{yuan(savedFen)}</Text>
          {tail}
        </View>
      }
    />
  );
}
