import { specText } from "@banyan/kernel";
import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { join } from "../design/join.ts";
import { Picture } from "../design/picture/picture.tsx";
import { Price, WasPrice } from "../design/price/price.tsx";
import { Bone } from "../design/skeleton/bone.tsx";
import { Tap } from "../design/tap/tap.tsx";
import "./line-row.scss";

export interface LineRowProps {
  line: { name: string; spec: readonly string[]; picture: string; quantity: number };
  /** What stands on the right: the unit price of a purchase, the amount of a refund. */
  amountFen: number;
  /** What the amount would be for everybody else, struck through. */
  wasFen?: number | undefined;
  /** The amount is that of all pieces. */
  whole?: boolean;
  /** Words about the line: its after-sale state, why it cannot be bought. */
  tail?: ReactNode;
  /** It is no longer part of what happens. */
  dim?: boolean;
  onTap?: (() => void) | undefined;
}

/** One bought thing: picture, name, spec, price and how many. */
export function LineRow(props: LineRowProps) {
  const { line, amountFen, wasFen, whole = false, tail, dim = false, onTap } = props;
  const content = (
    <>
      <View className="order-line__picture">
        <Picture src={line.picture} />
      </View>
      <View className="order-line__body">
        <View className="order-line__top">
          <View className="order-line__name">{line.name}</View>
          <View className="order-line__amount">
            {whole && <Text className="order-line__whole">小计</Text>}
            <Price fen={amountFen} size="small" ink />
          </View>
        </View>
        <View className="order-line__top">
          <View className="order-line__spec">{specText(line.spec)}</View>
          <View className="order-line__amount">
            {wasFen !== undefined && <WasPrice fen={wasFen} />}
            <Text className="order-line__quantity">×{line.quantity}</Text>
          </View>
        </View>
        {tail !== undefined && <View className="order-line__tail">{tail}</View>}
      </View>
    </>
  );
  const className = join("order-line", dim && "is-dim");
  if (onTap === undefined) return <View className={className}>{content}</View>;
  return (
    <Tap className={className} role="link" label={line.name} onTap={onTap} stop>
      {content}
    </Tap>
  );
}

/** The row before it is known. */
export function LineRowSkeleton() {
  return (
    <View className="order-line">
      <View className="order-line__picture">
        <Bone className="b-bone-square" />
      </View>
      <View className="order-line__body">
        <Bone w="82%" h={16} />
        <View style={{ height: "8px" }} />
        <Bone w="40%" h={12} />
      </View>
    </View>
  );
}
