/** A subscribe message template: field key (`thing1`) to its label. */
export interface Template {
  template_id: string;
  title: string;
  fields: Record<string, string>;
}

/** The templates every store begins with. */
export const DEMO_TEMPLATES = {
  order_paid: {
    template_id: "DemoOrderPaid_k3V9sQm1xT7bYc2LwN8pR5aZ0eH6f",
    title: "订单支付成功",
    fields: { character_string1: "订单编号", thing2: "商品名称", amount3: "支付金额", time4: "支付时间" },
  },
  order_shipped: {
    template_id: "DemoOrderShipped_u5J2dXq8gF4nKv7MzB1tW9oC3y",
    title: "订单发货",
    fields: {
      character_string1: "订单编号",
      thing2: "商品名称",
      thing3: "快递公司",
      character_string4: "快递单号",
      time5: "发货时间",
    },
  },
  refund_arrived: {
    template_id: "DemoRefundArrived_p7R4hEa6iS2jUl9XcD5vG8qT1",
    title: "退款到账",
    fields: { character_string1: "订单编号", amount2: "退款金额", thing3: "退款原因", time4: "到账时间" },
  },
  withdrawal_confirm: {
    template_id: "DemoWithdrawalConfirm_q2Y8nLb5sK0dMx4VzC7",
    title: "收款确认提醒",
    fields: { amount1: "收款金额", thing2: "温馨提示", time3: "截止时间" },
  },
  withdrawal_done: {
    template_id: "DemoWithdrawalDone_w6F1gPj9tR3hBn7QyE2aU5",
    title: "提现结果通知",
    fields: { character_string1: "提现单号", amount2: "提现金额", thing3: "提现结果", time4: "处理时间" },
  },
  promoter_decided: {
    template_id: "DemoPromoterDecided_e8T4iOk2lZ6cXs0WvN9mJ",
    title: "审核结果通知",
    fields: { phrase1: "审核结果", thing2: "审核说明", time3: "审核时间" },
  },
} as const satisfies Record<string, Template>;

/** What each kind of field takes (docs/WECHAT.md 5.3). Lengths count characters. */
const FIELD_RULES: Record<string, (value: string) => boolean> = {
  thing: (value) => [...value].length <= 20,
  character_string: (value) => /^[\x20-\x7e]{1,32}$/.test(value),
  number: (value) => /^-?\d+(\.\d+)?$/.test(value) && value.length <= 32,
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => /^[^\p{L}\p{N}\s]{1,5}$/u.test(value),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
  amount: (value) => /^[¥￥$€£]?\d{1,10}(\.\d+)?元?$/.test(value),
  phone_number: (value) => /^[\d+\-() ]{1,17}$/.test(value),
  car_number: (value) => [...value].length <= 8,
  name: (value) => /^(\p{Script=Han}{1,10}|[A-Za-z .]{1,20})$/u.test(value),
  time: (value) => /^(\d{4}年\d{1,2}月\d{1,2}日 )?([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value),
  date: (value) => /^\d{4}年\d{1,2}月\d{1,2}日( ([01]?\d|2[0-3]):[0-5]\d)?$/.test(value),
};

function kindOf(field: string): string {
  return field.replace(/\d+$/, "");
}

/** Tells whether a field key is one WeChat could have made. */
export function isFieldKey(field: string): boolean {
  return /^[a-z_]+\d+$/.test(field) && Object.hasOwn(FIELD_RULES, kindOf(field));
}

/** Tells whether a value fits the field's kind; an empty one never does. */
export function fieldAccepts(field: string, value: string): boolean {
  const rule = FIELD_RULES[kindOf(field)];
  return value.trim() !== "" && rule !== undefined && rule(value);
}
