import type { HOLD_STATES, STOCK_LOG_REASONS } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import type { Tone } from "../design/state-tag.tsx";

export const REASON_WORD: Record<(typeof STOCK_LOG_REASONS)[number], string> = {
  opening: "期初库存",
  purchase: "采购入库",
  count: "盘点",
  damage: "报损",
  return: "退货入库",
  other: "其他",
  sold: "售出",
  refund: "退款退回",
};

export const HOLD_TONE: Record<(typeof HOLD_STATES)[number], Tone> = {
  unpaid: "amber",
  closing: "grey",
  paid: "green",
  ordering: "blue",
};

/** "普洱 · 357g", or the product's only kind. */
export const kindText = (spec: readonly string[]): string => specText(spec) || "默认";
