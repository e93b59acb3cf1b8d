/** The operator makes coupons and stops or resumes handing them out. What was claimed stays usable. */
import type { ConsoleCoupon } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import {
  type ConsoleCouponRow,
  findByRequest,
  insertCoupon,
  selectCoupons,
  setStopped,
} from "./console-store.ts";

type CouponInput = Parameters<typeof insertCoupon>[1];

/** Newest first. */
export async function listCoupons(query: Kysely<Tables>): Promise<ConsoleCoupon[]> {
  return (await selectCoupons(query, null)).map(toCoupon);
}

/** Once per request key. @throws Refusal request_key_reused */
export async function createCoupon(context: Context, input: CouponInput): Promise<ConsoleCoupon> {
  const requestKey = `${staffOf(context).id}:${input.request_key}`;
  const coupon = await act(context, {
    action: "coupon.create",
    target: "coupon",
    once: { requestKey: input.request_key, repeat: () => loadByRequest(context, requestKey, input) },
    work: async (tx) => {
      const id = await insertCoupon(tx, { ...input, request_key: requestKey });
      await bumpVersion(tx, "coupon");
      const result = await loadCoupon(tx, id);
      return { result, before: null, after: result, target: `coupon:${id}` };
    },
  });
  await context.services.versions.refresh();
  return coupon;
}

/** @throws Refusal not_found */
export async function stopCoupon(context: Context, id: bigint, stopped: boolean): Promise<ConsoleCoupon> {
  const coupon = await act(context, {
    action: "coupon.stop",
    target: `coupon:${id}`,
    work: async (tx) => {
      const before = await setStopped(tx, id, stopped);
      if (before === null) refuse("not_found");
      await bumpVersion(tx, "coupon");
      return { result: await loadCoupon(tx, id), before: { stopped: before }, after: { stopped } };
    },
  });
  await context.services.versions.refresh();
  return coupon;
}

/** What the first try made. The key with other content is a form that was changed between two tries. */
async function loadByRequest(
  context: Context,
  requestKey: string,
  input: CouponInput,
): Promise<ConsoleCoupon> {
  const { query } = context.services.database;
  const id = (await findByRequest(query, requestKey)) ?? refuse("request_key_reused");
  const coupon = await loadCoupon(query, id);
  if (coupon.name !== input.name || coupon.discount_fen !== input.discount_fen) refuse("request_key_reused");
  return coupon;
}

async function loadCoupon(query: Kysely<Tables>, id: bigint): Promise<ConsoleCoupon> {
  const row = (await selectCoupons(query, id))[0] ?? refuse("not_found");
  return toCoupon(row);
}

function toCoupon(row: ConsoleCouponRow): ConsoleCoupon {
  return {
    id: String(row.id),
    name: row.name,
    threshold_fen: toWire(row.threshold_fen),
    discount_fen: toWire(row.discount_fen),
    total: row.total,
    claimed: row.claimed,
    used: row.used,
    per_customer: row.per_customer,
    valid_days: row.valid_days,
    starts_at: row.starts_at.toISOString(),
    ends_at: row.ends_at.toISOString(),
    stopped: row.stopped,
  };
}
