/** Rows → what the commission pages of promoter and console show. */
import type {
  CommissionExplanation,
  CommissionRow,
  ConsoleCommissionDetail,
  ConsoleCommissionRow,
} from "@banyan/contract";
import { maskNickname } from "@banyan/domain";
import {
  type CommissionState,
  ownerOf,
  type PositionWord,
  SHARE_KINDS,
  type ShareKind,
  toWire,
} from "@banyan/kernel";
import { likePattern } from "../http/like.ts";
import { refuse } from "../http/refusal.ts";
import { accountText, transferText } from "../ledger/words.ts";
import type { Services } from "../services.ts";
import { calculatorLine } from "./calculator.ts";
import { explain } from "./explain.ts";
import { keyText, parseKey } from "./key.ts";
import { nextChange } from "./next.ts";
import {
  type CommissionCursor,
  type CommissionRowFacts,
  listCommissions,
  listConsoleCommissions,
  type Movement,
  movementsOf,
  readCommission,
} from "./read-store.ts";
import { commissionStateText, maskOrderNo, positionReason, positionText } from "./words.ts";

interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** The promoter's own, newest first; another person's are never among them. */
export async function commissionPage(
  services: Services,
  ownerId: bigint,
  input: { state: CommissionState | "all"; cursor?: string | undefined; limit: number },
): Promise<Page<CommissionRow>> {
  const rows = await listCommissions(services.database.query, ownerId, {
    state: input.state === "all" ? null : input.state,
    after: decode(input.cursor),
    limit: input.limit + 1,
  });
  return pageOf(rows, input.limit, rowOf);
}

/** Up to three statements. @throws Refusal not_found */
export async function commissionDetail(
  services: Services,
  ownerId: bigint,
  key: string,
): Promise<CommissionExplanation> {
  return (await explained(services, ownerId, key, "您")).body;
}

export interface ConsoleListInput {
  state?: CommissionState | undefined;
  promoter_id?: string | undefined;
  q?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

export async function consoleCommissionPage(
  services: Services,
  input: ConsoleListInput,
): Promise<Page<ConsoleCommissionRow>> {
  const numberPrefix = input.q && /^D[0-9]{2}[0-9A-Z]*$/i.test(input.q) ? input.q.toUpperCase() : null;
  const rows = await listConsoleCommissions(services.database.query, {
    state: input.state ?? null,
    ownerId: input.promoter_id === undefined ? null : BigInt(input.promoter_id),
    like: input.q && numberPrefix === null ? likePattern(input.q) : null,
    numberPrefix,
    buyerId: numberPrefix === null ? null : ownerOf("order", numberPrefix),
    from: input.from ?? null,
    to: input.to ?? null,
    after: decode(input.cursor),
    limit: input.limit + 1,
  });
  return pageOf(rows, input.limit, consoleRowOf);
}

/** @throws Refusal not_found */
export async function consoleCommissionDetail(
  services: Services,
  ownerId: bigint,
  key: string,
): Promise<ConsoleCommissionDetail> {
  const { body, facts, plan, cuts } = await explained(services, ownerId, key, "该分销员");
  return {
    ...body,
    order_no: facts.order_no,
    hold_reason: facts.hold_reason,
    commission: consoleRowOf(facts),
    calculator: calculatorLine(facts, plan),
    cuts: cuts.map(({ position, kind, cutFen }) => ({
      position: String(position) as PositionWord,
      kind,
      cut_fen: toWire(cutFen),
    })),
  };
}

/** @param who what the one who reads it calls the promoter */
async function explained(services: Services, ownerId: bigint, text: string, who: string) {
  const key = parseKey(text);
  const { query } = services.database;
  const [facts, movements] = await Promise.all([
    readCommission(query, ownerId, key),
    movementsOf(query, ownerId, key),
  ]);
  if (!facts) return refuse("not_found");
  const [plan, { aftersale_days }] = await Promise.all([
    services.plans.byVersion(facts.plan_version),
    services.settings.get("order"),
  ]);
  const { cuts, ...figures } = explain(facts, plan);
  const place = {
    position: facts.position,
    buyerIsPromoter: facts.buyer_promoter !== null,
    selfMode: plan.plan.self_purchase !== "none",
    who,
  };
  const body: CommissionExplanation = {
    commission: rowOf(facts),
    order_no: facts.buyer_id === facts.owner_id ? facts.order_no : maskOrderNo(facts.order_no),
    position_text: positionText(place),
    position_reason: positionReason(place),
    tier_name: facts.tier_name ?? facts.tier,
    tier_now: facts.tier_now === facts.tier_name ? null : facts.tier_now,
    plan: {
      version: Number(plan.version),
      name: plan.name,
      in_force_from: facts.plan_from?.toISOString() ?? null,
      in_force_until: facts.plan_until?.toISOString() ?? null,
    },
    ...figures,
    next: nextChange(facts, aftersale_days),
    transfers: movements.map(movementBody),
    // Staff write it for each other; the promoter reads that it is being looked into.
    hold_reason: "",
  };
  return { body, facts, plan, cuts };
}

function movementBody(one: Movement): CommissionExplanation["transfers"][number] {
  return {
    title: transferText(one.kind),
    amount_fen: toWire(one.amount_fen),
    at: one.event_at.toISOString(),
    debit_text: accountText(one.debit),
    credit_text: accountText(one.credit),
  };
}

function rowOf(row: CommissionRowFacts): CommissionRow {
  return {
    key: keyText({ orderNo: row.order_no, lineNo: row.line_no, position: row.position, kind: row.kind }),
    product_name: row.name,
    spec: row.spec,
    picture: row.picture,
    quantity: row.quantity,
    buyer_name: row.buyer_id === row.owner_id ? "您自己" : maskNickname(row.buyer_name),
    position: row.position,
    kind: row.kind,
    base_fen: toWire(row.base_fen),
    fen: toWire(row.fen),
    kept_fen: toWire(row.kept_fen),
    state: row.state,
    state_text: commissionStateText(row),
    event_at: row.event_at.toISOString(),
    settle_due_at: row.settle_due_at?.toISOString() ?? null,
    settled_at: row.settled_at?.toISOString() ?? null,
  };
}

function consoleRowOf(row: CommissionRowFacts): ConsoleCommissionRow {
  return {
    ...rowOf(row),
    buyer_name: row.buyer_name,
    order_no: row.order_no,
    line_no: row.line_no,
    promoter: { id: String(row.owner_id), nickname: row.owner_name },
    buyer: { id: String(row.buyer_id), nickname: row.buyer_name },
    plan_version: Number(row.plan_version),
    gross_fen: toWire(row.gross_fen),
  };
}

/** "ms~owner~ORDER~line~kind" */
function decode(cursor: string | undefined): CommissionCursor | null {
  if (cursor === undefined) return null;
  const match = /^([0-9]{12,14})~([1-9][0-9]{0,17})~([0-9A-Z]{16,32})~([1-9][0-9]{0,3})~([a-z]+)$/.exec(
    cursor,
  );
  const [, ms, owner, orderNo, line, kind] = match ?? [];
  if (!ms || !owner || !orderNo || !line || !SHARE_KINDS.includes(kind as ShareKind))
    return refuse("invalid_input", { field: "cursor", message: "翻页位置不正确" });
  return {
    at: new Date(Number(ms)),
    ownerId: BigInt(owner),
    orderNo,
    lineNo: Number(line),
    kind: kind as ShareKind,
  };
}

function pageOf<Item>(
  rows: readonly CommissionRowFacts[],
  limit: number,
  toItem: (row: CommissionRowFacts) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toItem),
    next_cursor: last
      ? `${last.event_at.getTime()}~${last.owner_id}~${last.order_no}~${last.line_no}~${last.kind}`
      : null,
  };
}
