/** What a person saw of a price, and in which words a refusal names what has moved since. */
import type { Quote } from "@banyan/contract";
import { toWire, yuan } from "@banyan/kernel";
import type { Computed } from "./compute.ts";
import type { QuoteRequest, SeenSums } from "./store.ts";

/** The parts that the sum is made of, and what comes back of it. */
export function sumsOf(computed: Computed): Required<SeenSums> {
  return {
    goods_fen: toWire(computed.goodsFen),
    discount_fen: toWire(computed.discountFen),
    self_discount_fen: toWire(computed.selfDiscountFen),
    freight_fen: toWire(computed.freightFen),
    self_rebate_fen: toWire(computed.selfRebateFen),
  };
}

const NAMES: readonly [keyof SeenSums, string][] = [
  ["goods_fen", "商品金额"],
  ["discount_fen", "优惠券"],
  ["self_discount_fen", "自购省"],
  ["freight_fen", "运费"],
  ["self_rebate_fen", "自购返"],
];

/** Whether nothing moved: neither a price nor a part of the sum. Quotes of before these were kept are told by their sum alone. */
export function isAsSeen(request: QuoteRequest, computed: Computed): boolean {
  const { seen } = request;
  const now = sumsOf(computed);
  if (seen !== undefined && NAMES.some(([key]) => (seen[key] ?? now[key]) !== now[key])) return false;
  return computed.lines.every(({ sku }) => {
    const line = request.lines.find((one) => one.sku_id === String(sku.skuId));
    return line?.price_fen === undefined || line.price_fen === toWire(sku.priceFen);
  });
}

/** 「“小沱”单价由 ¥59.00 变为 ¥61.00，运费由 ¥8.00 变为 ¥0.00，请确认后再提交」; null where nothing moved. */
export function movedText(request: QuoteRequest, now: Quote): string | null {
  const { seen } = request;
  const to = (before: number, after: number) => `由 ¥${yuan(BigInt(before))} 变为 ¥${yuan(BigInt(after))}`;
  const prices = now.lines.flatMap((line) => {
    const before = request.lines.find((one) => one.sku_id === line.sku_id)?.price_fen;
    if (before === undefined || before === line.price_fen) return [];
    return [`“${line.name}”单价${to(before, line.price_fen)}`];
  });
  // A price that is named says why the goods cost something else.
  const names = prices.length > 0 ? NAMES.slice(1) : NAMES;
  const sums = names.flatMap(([key, name]) => {
    const before = seen?.[key];
    return before === undefined || before === now[key] ? [] : [`${name}${to(before, now[key])}`];
  });
  const moved = [...prices, ...sums];
  return moved.length === 0 ? null : `${moved.join("，")}，请确认后再提交`;
}
