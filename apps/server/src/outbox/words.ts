/** Chinese of tasks that were set aside: whose they are, what they are about, what went wrong. */
import type { Consumer, Topic } from "./store.ts";

const CONSUMER: Record<Consumer, string> = {
  stock: "库存",
  notice: "通知",
  statistics: "统计",
  coupon: "优惠券",
  posting: "佣金记账",
};
const TOPIC: Record<Topic, string> = {
  "order.paid": "订单支付",
  "order.paid_late": "关闭后到账",
  "order.closed": "订单关闭",
  "order.shipped": "订单发货",
  "order.received": "确认收货",
  "aftersale.rejected": "拒绝售后",
  "refund.done": "退款完成",
  "order.settled": "佣金结算",
  "promoter.decided": "分销员审核",
  "promoter.closed": "关闭推广资格",
  "promoter.tier": "等级变化",
  "withdrawal.confirming": "等待确认收款",
  "withdrawal.done": "提现结果",
  "adjustment.done": "奖励与调整",
};

export const consumerText = (consumer: Consumer): string => CONSUMER[consumer];
/** A topic that this version does not know shows as 其他. */
export const topicText = (topic: string): string => (topic in TOPIC ? TOPIC[topic as Topic] : "其他");

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/_floor"?/, "会让账户余额变成负数，账目与这笔业务对不上"],
  [/转账编号已用于另一笔|状态已变，流水却早已存在/, "同一编号的流水已经存在，内容却不同"],
  [/a promoter without an account/, "收款的分销员没有账户"],
  [/duplicate key/, "同样的记录已经存在"],
  [/violates foreign key/, "引用的记录不存在"],
  [/violates check/, "写入的内容不符合数据规则"],
  [/violates not-null/, "缺少必需的内容"],
  [/timeout|ECONN|terminating connection/i, "数据库没有及时应答"],
  [/permission denied/, "程序没有写这张表的权限"],
];

/** What a person makes of the program's words. */
export function reasonText(reason: string): string {
  return REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? "处理时出错";
}
