/** One withdrawal of the planned past, by its fate: its row, its timeline, its payout with WeChat's facts, and the bill as WeChat knows it. */
import { withdrawalFee } from "@banyan/domain";
import { makeNumber, type PayoutState, type WithdrawalState } from "@banyan/kernel";
import type { PastTransfer } from "@banyan/wechat-sim";
import { dayOf } from "./heap.ts";
import type { Person } from "./people.ts";
import type { Dice } from "./random.ts";
import type { Row } from "./rows.ts";
import { STATE_OF, type Way, type WithdrawalFate, wayOf } from "./withdrawal-fates.ts";

/** The same for all withdrawals of a shop. */
export interface Desk {
  dice: Dice;
  staff: { ownerId: bigint; financeId: bigint };
  merchant: { mchid: string; appid: string };
  rules: {
    fee_bps: number;
    automatic_fen: number;
    two_people_fen: number;
    job: string;
    pay_reason: string;
  };
  /** Where WeChat tells the ends of bills that are still open. */
  notifyUrl: string;
  /** Where nobody listens: an end told there is found out by asking. */
  unheardUrl: string;
  now: Date;
}
export interface Life {
  no: string;
  amountFen: bigint;
  feeFen: bigint;
  netFen: bigint;
  row: Row;
  events: Row[];
  payout: Row | null;
  facts: Row[];
  bill: PastTransfer | null;
  end: { at: Date; money: "pay" | "return" } | null;
}
interface Request {
  person: Person;
  at: Date;
  amountFen: bigint;
  fate: WithdrawalFate;
  /** From the request to the approval that sends it. */
  reviewMs: number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Those under way are looked at again so much later: time for a person to see them as they stand. */
const NEXT_LOOK_MS = 15 * MINUTE_MS;
const CONFIRM_LOOK_MS = 30 * SECOND_MS;
const SCENE = "1005";
const REMARK = "佣金提现";
const REFUSE_NOTE = "本期有订单正在核实，核实后请重新申请";
/** What the rule for small amounts approves is sent at once, so these came before there was one. */
const BY_PEOPLE: readonly WithdrawalFate[] = ["reviewing", "checked", "taken_back", "refused"];

export function liveWithdrawal(desk: Desk, p: Request): Life {
  const { person, at, amountFen, fate } = p;
  const feeFen = withdrawalFee(amountFen, desk.rules.fee_bps);
  const no = makeNumber("withdrawal", person.id, dayOf(at), desk.dice.letters);
  const automatic = amountFen <= BigInt(desk.rules.automatic_fen) && !BY_PEOPLE.includes(fate);
  const step = stepper(person.id, no);
  step.add("requested", at);
  const life: Life = {
    no,
    amountFen,
    feeFen,
    netFen: amountFen - feeFen,
    row: {
      owner_id: person.id,
      no,
      state: STATE_OF[fate],
      amount_fen: amountFen,
      fee_fen: feeFen,
      net_fen: amountFen - feeFen,
      openid: person.openid,
      request_key: `seed-${no}`,
      checked_by: null,
      approved_by: null,
      decided_by: null,
      decider_customer_ids: [],
      decision_note: "",
      automatic,
      requested_at: at,
      requested_date: dayOf(at),
      decided_at: null,
      finished_at: null,
      fail_reason: "",
    },
    events: step.rows,
    payout: null,
    facts: [],
    bill: null,
    end: null,
  };
  if (fate !== "reviewing") decide(desk, p, life, step);
  return life;
}

interface Stepper {
  rows: Row[];
  add(kind: string, at: Date, note?: string): void;
}

function stepper(ownerId: bigint, no: string): Stepper {
  const rows: Row[] = [];
  return {
    rows,
    add: (kind, at, note) =>
      rows.push({
        owner_id: ownerId,
        withdrawal_no: no,
        kind,
        note: note ?? null,
        event_at: at,
        created_at: at,
      }),
  };
}

/** Taken back, refused, checked by the first of two, or sent. */
function decide(desk: Desk, p: Request, life: Life, step: Stepper): void {
  const { row } = life;
  const decidedAt = new Date(p.at.getTime() + p.reviewMs);
  if (p.fate === "taken_back") {
    step.add("cancelled", decidedAt);
    row["finished_at"] = decidedAt;
    life.end = { at: decidedAt, money: "return" };
    return;
  }
  if (p.fate === "refused") {
    step.add("refused", decidedAt, REFUSE_NOTE);
    Object.assign(row, { decided_at: decidedAt, decided_by: desk.staff.financeId });
    Object.assign(row, { finished_at: decidedAt, decision_note: REFUSE_NOTE });
    life.end = { at: decidedAt, money: "return" };
    return;
  }
  const two = p.amountFen >= BigInt(desk.rules.two_people_fen);
  if (row["automatic"] === true) {
    row["decided_at"] = p.at;
    step.add("approved_by_rule", p.at);
    return send(desk, p, life, step, p.at);
  }
  if (two) {
    row["checked_by"] = desk.staff.financeId;
    step.add("checked", new Date(p.at.getTime() + p.reviewMs / 2), "订单与收货已核对");
  }
  if (p.fate === "checked") return;
  row["approved_by"] = two ? desk.staff.ownerId : desk.staff.financeId;
  row["decided_by"] = row["approved_by"];
  row["decided_at"] = decidedAt;
  step.add("approved", decidedAt);
  send(desk, p, life, step, decidedAt);
}

/** From the approval on: number first, then what WeChat said, one fact after the other. */
function send(desk: Desk, p: Request, life: Life, step: Stepper, approvedAt: Date): void {
  const way = wayOf(desk.dice, p.fate);
  const since = (ms: number) => new Date(approvedAt.getTime() + ms);
  const [sentAt, confirmingAt, lastAt] = [since(SECOND_MS), since(3 * SECOND_MS), since(way.lastMs)];
  const waited = way.payout !== "accepted";
  const no = makeNumber("payout", p.person.id, dayOf(approvedAt), desk.dice.letters);
  const digits = (count: number) => String(desk.dice.below(10 ** count)).padStart(count, "0");
  const billNo = `133000007110099999118${dayOf(approvedAt).replaceAll("-", "")}${digits(6)}${digits(5)}`;
  const packageInfo = waited ? `ABBQO+oYAAABAAAA${desk.dice.letters(86)}==` : null;
  if (waited) step.add("confirming", confirmingAt);
  for (const { kind, before } of way.between) step.add(kind, new Date(lastAt.getTime() - before));
  const state = life.row["state"] as WithdrawalState;
  const ended = way.payout === "success" || way.payout === "fail" || way.payout === "cancelled";
  if (ended || state === "cancelling") step.add(state, lastAt);
  if (ended) {
    life.end = { at: lastAt, money: way.payout === "success" ? "pay" : "return" };
    Object.assign(life.row, { finished_at: lastAt, fail_reason: way.failReason ?? "" });
  }
  const { job, pay_reason: reason } = desk.rules;
  const notify_url = notifyUrlOf(desk, way);
  life.payout = {
    owner_id: p.person.id,
    no,
    withdrawal_no: life.no,
    amount_fen: life.netFen,
    openid: p.person.openid,
    state: way.payout,
    bill_no: billNo,
    package_info: packageInfo,
    fail_reason: way.failReason ?? "",
    next_try_at: nextLook(desk, way.payout, lastAt),
    tries: 0,
    last_error: "",
    cancel_asked: way.between.some(({ kind }) => kind === "cancel_asked"),
    request: { ...desk.merchant, scene: SCENE, remark: REMARK, job, reason, notify_url },
    first_sent_at: sentAt,
    last_sent_at: sentAt,
    unheard: 1,
    refused_code: null,
    created_at: approvedAt,
    confirm_until: waited ? new Date(confirmingAt.getTime() + DAY_MS) : null,
    finished_at: ended ? lastAt : null,
  };
  life.facts.push(fact(life.payout, "accepted", "answer", sentAt));
  if (waited) life.facts.push(fact(life.payout, "confirming", "query", confirmingAt));
  if (ended) life.facts.push(fact(life.payout, way.payout, "callback", lastAt));
  if (way.payout === "cancelling") life.facts.push(fact(life.payout, "cancelling", "query", lastAt));
  life.bill = billOf(desk, life.payout, way, { sentAt, lastAt });
}

function fact(payout: Row, state: PayoutState, source: string, at: Date): Row {
  const { owner_id, no, bill_no, amount_fen } = payout;
  return { owner_id, payout_no: no, state, bill_no, amount_fen, source, event_at: at, created_at: at };
}

/** What WeChat keeps of it: the words of the request, and its own state. */
function billOf(desk: Desk, payout: Row, way: Way, p: { sentAt: Date; lastAt: Date }): PastTransfer {
  const { job, pay_reason } = desk.rules;
  return {
    out_bill_no: String(payout["no"]),
    transfer_bill_no: String(payout["bill_no"]),
    openid: String(payout["openid"]),
    amount: Number(payout["amount_fen"]),
    scene_id: SCENE,
    remark: REMARK,
    report_infos: [
      { info_type: "岗位类型", info_content: job },
      { info_type: "报酬说明", info_content: pay_reason },
    ],
    notify_url: notifyUrlOf(desk, way),
    created_at: p.sentAt.getTime(),
    updated_at: p.lastAt.getTime(),
    state: way.bill,
    fail_reason: way.failReason,
    package_info: payout["package_info"] as string | null,
  };
}

/** One that is being cancelled ends at WeChat at once: it is heard of when the worker asks, so that a person sees it under way. */
function notifyUrlOf(desk: Desk, way: Way): string {
  return way.payout === "cancelling" ? desk.unheardUrl : desk.notifyUrl;
}

/** In real time, as the worker looks. */
function nextLook(desk: Desk, state: PayoutState, lastAt: Date): Date {
  if (state === "confirming") return new Date(desk.now.getTime() + CONFIRM_LOOK_MS);
  const open = state === "accepted" || state === "cancelling";
  return open ? new Date(desk.now.getTime() + NEXT_LOOK_MS) : lastAt;
}
