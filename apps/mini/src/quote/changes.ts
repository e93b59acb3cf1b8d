import type { Quote } from "@banyan/contract";
import { goodsText } from "@banyan/kernel";
import { shortYuan } from "../design/price/yuan.ts";

/** One thing that is not as the person saw it. */
export interface Change {
  what: string;
  how: string;
}

/** What differs between the quote a person agreed to and the one that holds now, in the order they would ask. */
export function changesBetween(seen: Quote, now: Quote): Change[] {
  const changes = [...lineChanges(seen, now), ...sumChanges(seen, now)];
  if (seen.self_rebate_fen !== now.self_rebate_fen) {
    changes.push({
      what: "自购返（预估）",
      how: `¥${shortYuan(seen.self_rebate_fen)} → ¥${shortYuan(now.self_rebate_fen)}`,
    });
  }
  if (now.blocked !== null && now.blocked.code !== seen.blocked?.code) {
    changes.push({ what: "配送", how: now.blocked.message });
  }
  return changes;
}

function lineChanges(seen: Quote, now: Quote): Change[] {
  return seen.lines.flatMap((line) => {
    const name = goodsText(line.name, line.spec);
    const gone = now.invalid.find((other) => other.sku_id === line.sku_id);
    if (gone !== undefined) return [{ what: name, how: gone.message }];
    const fresh = now.lines.find((other) => other.sku_id === line.sku_id);
    if (fresh === undefined) return [{ what: name, how: "不能购买了" }];
    const found: Change[] = [];
    if (fresh.price_fen !== line.price_fen) {
      found.push({ what: name, how: `单价 ¥${shortYuan(line.price_fen)} → ¥${shortYuan(fresh.price_fen)}` });
    }
    if (fresh.quantity !== line.quantity) {
      found.push({ what: name, how: `数量 ${line.quantity} → ${fresh.quantity}` });
    }
    return found;
  });
}

function sumChanges(seen: Quote, now: Quote): Change[] {
  const changes: Change[] = [];
  const gone = seen.coupons_used.filter((one) => !now.coupons_used.some((other) => other.id === one.id));
  for (const one of gone) {
    const why = now.coupons.find(({ id }) => id === one.id)?.reason ?? null;
    changes.push({ what: one.name, how: why === null ? "不能使用了" : `不能使用了：${why}` });
  }
  if (gone.length === 0 && seen.discount_fen !== now.discount_fen) {
    changes.push({
      what: now.coupons_used.length === 1 ? (now.coupons_used[0]?.name ?? "优惠券") : "优惠券",
      how: `优惠 ¥${shortYuan(seen.discount_fen)} → ¥${shortYuan(now.discount_fen)}`,
    });
  }
  if (seen.self_discount_fen !== now.self_discount_fen) {
    changes.push({
      what: "自购省",
      how: `¥${shortYuan(seen.self_discount_fen)} → ¥${shortYuan(now.self_discount_fen)}`,
    });
  }
  if (seen.freight_fen !== now.freight_fen) {
    changes.push({ what: "运费", how: `¥${shortYuan(seen.freight_fen)} → ¥${shortYuan(now.freight_fen)}` });
  }
  return changes;
}

/** Whether the second quote asks for the same money for the same things. */
export function isSameOffer(seen: Quote, now: Quote): boolean {
  return (
    seen.payable_fen === now.payable_fen && now.blocked === null && changesBetween(seen, now).length === 0
  );
}
