/** What a notice says: topic + facts → title, body, the page it opens and the fields of WeChat's template. */
import { yuan } from "@banyan/kernel";
import type { Tx } from "../db/database.ts";
import type { Pending } from "../outbox/consume-store.ts";
import { chineseTime, type Words } from "./chinese.ts";
import { type NoticeFacts, noticeFacts } from "./facts-store.ts";
import { adjustmentWords, isPromoting, promotingWords } from "./promoting.ts";
import { adjustmentNoticeFacts, withdrawalNoticeFacts } from "./promoting-facts-store.ts";

export interface Composed extends Words {
  customerId: bigint;
  /** topic + business number */
  eventKey: string;
  topic: string;
  at: Date;
}

export async function composeNotices(tx: Tx, rows: readonly Pending[]): Promise<Composed[]> {
  const orders = await noticeFacts(
    tx,
    rows.filter((row) => !isPromoting(row.topic)),
  );
  const withdrawals = await withdrawalNoticeFacts(
    tx,
    rows.filter((row) => row.topic === "withdrawal.confirming" || row.topic === "withdrawal.done"),
  );
  const adjustments = await adjustmentNoticeFacts(
    tx,
    rows.filter((row) => row.topic === "adjustment.done"),
  );
  return rows.flatMap((row) => {
    const key = `${row.owner_id}:${row.ref}`;
    const words =
      row.topic === "adjustment.done"
        ? adjustmentWords(adjustments.get(key))
        : isPromoting(row.topic)
          ? promotingWords(row, withdrawals.get(key))
          : orderWords(row, orders.get(key));
    return words
      ? [
          {
            ...words,
            customerId: row.owner_id,
            eventKey: `${row.topic}:${row.ref}`,
            topic: row.topic,
            at: row.event_at,
          },
        ]
      : [];
  });
}

const orderLink = (no: string) => `/order/detail/index?no=${no}`;
const caseLink = (no: string) => `/aftersale/detail/index?no=${no}`;

function orderWords(row: Pending, facts: NoticeFacts | undefined): Words | null {
  if (!facts) return null;
  const goods = facts.product.length > 20 ? `${facts.product.slice(0, 19)}…` : facts.product;
  const words = wordsOf(row, facts, goods);
  return words && { ...words, template: templateOf(row, facts, goods) };
}

function wordsOf(row: Pending, facts: NoticeFacts, goods: string): Omit<Words, "template"> | null {
  const money = `¥${yuan(facts.amountFen)}`;
  const link = orderLink(facts.orderNo);
  switch (row.topic) {
    case "order.paid":
      return { title: "支付成功", body: `${goods}，实付 ${money}，商家正在备货。`, link };
    case "order.shipped":
      return facts.carrier
        ? { title: "商家已发货", body: `${goods}，${facts.carrier} ${facts.trackingNo}。`, link }
        : { title: "服务已完成", body: `${goods}，服务已完成。`, link };
    case "refund.done":
      return {
        title: "退款到账",
        body: `${money} 已原路退回您的支付账户。`,
        link: facts.aftersaleNo ? caseLink(facts.aftersaleNo) : link,
      };
    case "aftersale.rejected":
      return {
        title: "退款申请未通过",
        body: facts.note ? `商家说明：${facts.note}` : `${goods} 的退款申请未通过。`,
        link: caseLink(row.ref),
      };
    case "order.paid_late":
      return {
        title: "订单已关闭，款项将退回",
        body: `订单关闭后收到您的付款 ${money}，正在原路退回。`,
        link,
      };
    case "order.closed":
    case "order.received":
      return { title: "订单已关闭", body: `${goods} 超时未支付，订单已关闭。`, link };
    default:
      return null;
  }
}

/** Fields of the shop's templates; their keys are the ones WeChat gave the three templates (docs/WECHAT.md 5.3). */
function templateOf(row: Pending, facts: NoticeFacts, goods: string): Words["template"] {
  const amount = `${yuan(facts.amountFen)}元`;
  const time = chineseTime(row.event_at);
  const character_string1 = facts.orderNo;
  switch (row.topic) {
    case "order.paid":
      return { key: "order_paid", data: { character_string1, thing2: goods, amount3: amount, time4: time } };
    case "order.shipped": {
      const how = {
        thing3: facts.carrier ?? "到店服务",
        character_string4: facts.trackingNo ?? facts.orderNo,
      };
      return { key: "order_shipped", data: { character_string1, thing2: goods, ...how, time5: time } };
    }
    case "refund.done":
      return {
        key: "refund_done",
        data: { character_string1, amount2: amount, thing3: "售后退款", time4: time },
      };
    default:
      return null;
  }
}
