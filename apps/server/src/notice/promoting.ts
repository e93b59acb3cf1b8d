/** Notices of promoting: a withdrawal that waits for its owner, its end, money given, taken or forgiven, and the answer to an application. */
import { yuan } from "@banyan/kernel";
import { saidOf } from "../adjustment/words.ts";
import type { Pending } from "../outbox/consume-store.ts";
import { tierNotice } from "../tier/words.ts";
import { shortTime } from "../withdrawal/words.ts";
import { chineseTime, type Words } from "./chinese.ts";
import type { AdjustmentNoticeFacts, WithdrawalNoticeFacts } from "./promoting-facts-store.ts";

export const PROMOTING_TOPICS = [
  "withdrawal.confirming",
  "withdrawal.done",
  "promoter.decided",
  "promoter.closed",
  "promoter.tier",
  "adjustment.done",
] as const;
export type PromotingTopic = (typeof PROMOTING_TOPICS)[number];

export function isPromoting(topic: string): topic is PromotingTopic {
  return (PROMOTING_TOPICS as readonly string[]).includes(topic);
}

/** null where the fact is no more: a confirmation that has ended since needs no reminder. */
export function promotingWords(row: Pending, facts: WithdrawalNoticeFacts | undefined): Words | null {
  if (row.topic === "promoter.decided") return decidedWords(row);
  if (row.topic === "promoter.closed") return closedWords(row);
  if (row.topic === "promoter.tier") return tierWords(row);
  if (!facts) return null;
  return row.topic === "withdrawal.confirming" ? confirmingWords(row, facts) : doneWords(row, facts);
}

/** Said to whoever is given, taken or forgiven something; there is no template of WeChat's for it. */
export function adjustmentWords(facts: AdjustmentNoticeFacts | undefined): Words | null {
  return (
    (facts && {
      title: facts.kind === "reward" ? "收到奖励" : "账户有调整",
      body: `${saidOf(facts)}。事由：${facts.reason}`,
      link: "/adjustment/list/index",
      template: null,
    }) ??
    null
  );
}

const withdrawalLink = (no: string) => `/withdrawal/detail/index?no=${no}`;

function confirmingWords(row: Pending, facts: WithdrawalNoticeFacts): Words | null {
  if (facts.state !== "confirming") return null;
  const until = facts.confirmUntil ?? row.event_at;
  return {
    title: "请确认收款",
    body: `¥${yuan(facts.netFen)} 等您确认收款，${shortTime(until)} 前有效，超时自动退回可提现。`,
    link: withdrawalLink(row.ref),
    template: {
      key: "withdrawal_confirm",
      data: { amount1: `${yuan(facts.netFen)}元`, thing2: "点击进入确认收款", time3: chineseTime(until) },
    },
  };
}

const RESULT: Partial<Record<WithdrawalNoticeFacts["state"], readonly [title: string, result: string]>> = {
  paid: ["提现到账", "已到账"],
  refused: ["提现未通过", "审核未通过，已退回可提现"],
  cancelled: ["提现已取消", "已取消，已退回可提现"],
  failed: ["提现失败", "打款失败，已退回可提现"],
  expired: ["提现超时未确认", "超时未确认，已退回可提现"],
};

function doneWords(row: Pending, facts: WithdrawalNoticeFacts): Words | null {
  const known = RESULT[facts.state];
  if (!known) return null;
  const [title, result] = known;
  const paid = facts.state === "paid";
  const money = yuan(paid ? facts.netFen : facts.amountFen);
  const why = facts.state === "refused" && facts.decisionNote ? `商家说明：${facts.decisionNote}` : "";
  return {
    title,
    body: paid ? `¥${money} 已到您的微信零钱。` : `¥${money} ${result}。${why}`,
    link: withdrawalLink(row.ref),
    template: {
      key: "withdrawal_done",
      data: {
        character_string1: row.ref,
        amount2: `${money}元`,
        thing3: result,
        time4: chineseTime(facts.finishedAt ?? row.event_at),
      },
    },
  };
}

function closedWords(row: Pending): Words {
  const reason = typeof row.body["reason"] === "string" ? row.body["reason"] : "";
  return {
    title: "推广资格已关闭",
    body: `商家说明：${reason}。已有的预估佣金照常结算，余额可以继续提现。`,
    link: "/promoter/center/index",
    template: null,
  };
}

function tierWords(row: Pending): Words {
  const { cause, from, to, rose, until } = row.body as unknown as Parameters<typeof tierNotice>[0];
  return { ...tierNotice({ cause, from, to, rose, until }), link: "/tier/mine/index", template: null };
}

function decidedWords(row: Pending): Words {
  const approved = row.body["approved"] === true;
  const note = typeof row.body["note"] === "string" ? row.body["note"] : "";
  const said = approved ? "您已成为分销员，可以开始分享。" : "您的申请未通过。";
  const shown = note || (approved ? "您已成为分销员" : "申请未通过");
  return {
    title: approved ? "申请已通过" : "申请未通过",
    body: note ? `${said}商家说明：${note}` : said,
    link: "/promoter/center/index",
    template: {
      key: "promoter_decided",
      data: {
        phrase1: approved ? "已通过" : "未通过",
        thing2: shown.length > 20 ? `${shown.slice(0, 19)}…` : shown,
        time3: chineseTime(row.event_at),
      },
    },
  };
}
