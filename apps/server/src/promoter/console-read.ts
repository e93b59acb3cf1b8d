/** Rows → what the console shows of applications and promoters. */
import type { ConsoleApplication, ConsolePromoter, ConsolePromoterRow } from "@banyan/contract";
import { type ApplicationState, type PromoterState, toWire } from "@banyan/kernel";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { likePattern } from "../http/like.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { toBalances } from "./balances.ts";
import {
  type ApplicationRow,
  listApplications,
  listPromoters,
  type PromoterRow,
  readApplication,
  readPromoter,
} from "./console-store.ts";

interface PageInput {
  cursor?: string | undefined;
  limit: number;
  /** Part of a nickname. */
  q?: string | undefined;
}
interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

export async function applicationPage(
  services: Services,
  input: PageInput & { state?: ApplicationState | undefined },
): Promise<Page<ConsoleApplication>> {
  const key = decodeCursor(input.cursor, 3);
  const rows = await listApplications(services.database.query, {
    state: input.state ?? null,
    like: input.q ? likePattern(input.q) : null,
    before: key && { at: new Date(Number(key[0])), ownerId: key[1] ?? 0n, id: key[2] ?? 0n },
    limit: input.limit + 1,
  });
  const keyOf = (row: ApplicationRow) => [BigInt(row.created_at.getTime()), row.owner_id, row.id];
  return pageOf(rows, input.limit, keyOf, applicationOf);
}

/** @throws Refusal not_found */
export async function consoleApplicationOf(
  services: Services,
  ownerId: bigint,
  id: bigint,
): Promise<ConsoleApplication> {
  const row = (await readApplication(services.database.query, ownerId, id)) ?? refuse("not_found");
  return applicationOf(row);
}

function applicationOf(row: ApplicationRow): ConsoleApplication {
  return {
    id: String(row.id),
    customer: { id: String(row.owner_id), nickname: row.nickname, avatar: row.avatar },
    state: row.state,
    inviter: row.inviter,
    bound_to: row.bound_to,
    former_tier: row.former_tier,
    reason: row.reason,
    agreement_version: row.agreement_version,
    order_count: row.order_count,
    paid_fen: toWire(row.paid_fen),
    decided_by: row.decided_by,
    decision_note: row.decision_note,
    created_at: row.created_at.toISOString(),
    decided_at: row.decided_at?.toISOString() ?? null,
  };
}

export async function promoterPage(
  services: Services,
  input: PageInput & {
    state?: PromoterState | undefined;
    tier_id?: string | undefined;
    inviter_id?: string | undefined;
    customer_id?: string | undefined;
  },
): Promise<Page<ConsolePromoterRow>> {
  const { agreement_version } = await services.settings.get("promoter");
  const key = decodeCursor(input.cursor, 2);
  const rows = await listPromoters(services.database.query, {
    like: input.q ? likePattern(input.q) : null,
    state: input.state ?? null,
    tierId: input.tier_id === undefined ? null : BigInt(input.tier_id),
    inviterId: input.inviter_id === undefined ? null : BigInt(input.inviter_id),
    ownerId: input.customer_id === undefined ? null : BigInt(input.customer_id),
    before: key && { at: new Date(Number(key[0])), id: key[1] ?? 0n },
    limit: input.limit + 1,
  });
  return pageOf(
    rows,
    input.limit,
    (row) => [BigInt(row.approved_at.getTime()), row.owner_id],
    (row) => rowOf(row, agreement_version),
  );
}

/** One statement. @throws Refusal not_found */
export async function consolePromoterOf(services: Services, ownerId: bigint): Promise<ConsolePromoter> {
  const { agreement_version } = await services.settings.get("promoter");
  const row = (await readPromoter(services.database.query, ownerId)) ?? refuse("not_found");
  return {
    ...rowOf(row, agreement_version),
    path: row.path ?? [],
    approved_by: row.approved_by,
    agreement_version: row.agreement_version,
    agreed_at: row.agreed_at.toISOString(),
    frozen_reason: row.frozen_reason,
    closed: row.closed_at && {
      at: row.closed_at.toISOString(),
      reason: row.closed_reason,
      by: row.closed_by,
    },
    order_count: row.order_count,
    sales_fen: toWire(row.sales_fen),
  };
}

function rowOf(row: PromoterRow, agreementVersion: number): ConsolePromoterRow {
  return {
    customer: { id: String(row.owner_id), nickname: row.nickname, avatar: row.avatar },
    state: row.state,
    tier: row.tier,
    inviter: row.inviter,
    agreement_current: row.agreement_version >= agreementVersion,
    customer_count: row.customer_count,
    partner_count: row.partner_count,
    balances: toBalances(row),
    approved_at: row.approved_at.toISOString(),
  };
}
