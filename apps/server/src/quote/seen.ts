/** What a person saw of a price, and in which words a refusal names what has moved since. */
import { toWire, yuan } from "@banyan/kernel";
import type { Computed } from "./compute.ts";
import type { SeenSums } from "./store.ts";

/** The parts that the sum is made of. */
export function sumsOf(computed: Computed): SeenSums {
  return {
    goods_fen: toWire(computed.goodsFen),
    discount_fen: toWire(computed.discountFen),
    self_discount_fen: toWire(computed.selfDiscountFen),
    freight_fen: toWire(computed.freightFen),
  };
}

const NAMES: readonly [keyof SeenSums, string][] = [
  ["goods_fen", "商品金额"],
  ["discount_fen", "优惠券"],
  ["self_discount_fen", "自购省"],
  ["freight_fen", "运费"],
];

/** Whether nothing moved; quotes of before this was kept are told by their sum alone. */
export function isAsSeen(seen: SeenSums | undefined, now: SeenSums): boolean {
  return seen === undefined || NAMES.every(([key]) => seen[key] === now[key]);
}

/** 「自购省由 ¥8.00 变为 ¥6.40，请确认后再提交」; null where no part of the sum moved. */
export function movedText(seen: SeenSums | undefined, now: SeenSums): string | null {
  if (seen === undefined) return null;
  const moved = NAMES.filter(([key]) => seen[key] !== now[key]).map(
    ([key, name]) => `${name}由 ¥${yuan(BigInt(seen[key]))} 变为 ¥${yuan(BigInt(now[key]))}`,
  );
  return moved.length === 0 ? null : `${moved.join("，")}，请确认后再提交`;
}
