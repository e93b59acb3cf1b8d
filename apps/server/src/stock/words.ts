/** Chinese of the reasons in the stock log. */
const REASONS: Record<string, string> = {
  opening: "期初库存",
  purchase: "采购入库",
  count: "盘点",
  damage: "报损",
  return: "退货入库",
  other: "其他",
  sold: "售出",
  refund: "退款退回",
};

/** A reason this version does not know shows as 其他. */
export const stockReasonText = (reason: string): string => REASONS[reason] ?? "其他";

const HOLD_STATES = { unpaid: "待付款", closing: "关闭中", paid: "已付款", ordering: "下单中" } as const;

export const holdStateText = (state: keyof typeof HOLD_STATES): string => HOLD_STATES[state];
