/** Tables of customers that a closing leaves as they are, and why: they hold ids and amounts, and say nothing of a person any more. */

const TRADE = "交易记录：依《电子商务法》第三十一条至少保存三年";
const MONEY = "资金与税务凭证：只增不改，账目要始终平";
const PROMOTING = "推广记录：佣金凭证引用它，只有编号和金额";

export const KEPT_TABLES: Readonly<Record<string, string>> = {
  customer: "编号本身和注销时间",
  privacy_consent: "同意与撤回的凭证：只有版本和时间",
  coupon_grant: TRADE,
  coupon_guess: "猜兑换码的次数：只有编号和次数",
  order_coupon: TRADE,
  order_line: TRADE,
  order_event: TRADE,
  order_note: TRADE,
  shipment: TRADE,
  aftersale_line: TRADE,
  payment_attempt: MONEY,
  payment_fact: MONEY,
  refund: MONEY,
  refund_fact: MONEY,
  outbox: "还没处理完的业务任务，处理后即删除",
  promoter: PROMOTING,
  share: PROMOTING,
  touch: PROMOTING,
  binding: PROMOTING,
  account: MONEY,
  transfer: MONEY,
  ledger_day: MONEY,
  commission: MONEY,
  withdrawal: MONEY,
  payout: MONEY,
  payout_fact: MONEY,
  payout_settlement: MONEY,
  withdrawal_event: MONEY,
  adjustment: MONEY,
  tier_change: PROMOTING,
  promoter_sale: PROMOTING,
  promoter_day: PROMOTING,
  referred_order: PROMOTING,
  referred_total: PROMOTING,
};
