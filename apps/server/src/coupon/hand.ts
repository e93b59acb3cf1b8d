/** The operator gives a coupon to chosen customers. */
import type { ConsoleCoupon } from "@banyan/contract";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { selectHolders } from "./claims-store.ts";
import { giveMany } from "./give.ts";
import { loadCoupon } from "./read.ts";

export interface Handed {
  granted: number;
  passed_over: { customer_id: string; message: string }[];
}

/**
 * Once per request key, at most `MAX_HANDED` people, counted in the coupon's total; nobody gets more than their share. Nobody gives to
 * themselves.
 * @throws Refusal not_found, coupon_ended, coupon_exhausted, invalid_input (one-time codes), own_matter, request_key_reused
 */
export async function handOut(
  context: Context,
  id: bigint,
  input: { request_key: string; customer_ids: string[]; note: string },
): Promise<Handed> {
  return act(context, {
    action: "coupon.grant",
    target: `coupon:${id}`,
    concerns: input.customer_ids.map(BigInt),
    once: {
      requestKey: input.request_key,
      content: input,
      // What the first one gave stands in the list of claims; nobody got anything by the second.
      repeat: async () => ({ granted: 0, passed_over: [] }),
    },
    work: async (tx) => {
      const coupon = await loadCoupon(tx, id);
      checkOpen(coupon);
      const holders = await selectHolders(tx, id, input.customer_ids);
      const free = holders.filter(({ turns }) => turns < coupon.per_customer).map((row) => row.customer_id);
      const given = new Set(
        await giveMany(tx, {
          couponId: id,
          source: "hand",
          facts: free.map((customerId) => ({ customerId, eventKey: `hand:${input.request_key}:${id}` })),
        }),
      );
      if (given.size === 0 && free.length > 0) refuse("coupon_exhausted");
      const passed = input.customer_ids
        .filter((customer) => !given.has(BigInt(customer)))
        .map((customer) => ({ customer_id: customer, message: why(customer, holders, coupon) }));
      const after = { granted: [...given].map(String), note: input.note };
      return { result: { granted: given.size, passed_over: passed }, before: null, after };
    },
  });
}

function checkOpen(coupon: ConsoleCoupon): void {
  if (coupon.way === "codes") {
    refuse("invalid_input", { field: "coupon_id", message: "一次性兑换码的券只能用码领取" });
  }
  if (coupon.phase === "exhausted") refuse("coupon_exhausted");
  if (coupon.phase !== "open") refuse("coupon_ended");
}

function why(
  customer: string,
  holders: readonly { customer_id: bigint; turns: number }[],
  coupon: ConsoleCoupon,
): string {
  const holder = holders.find((row) => String(row.customer_id) === customer);
  if (!holder) return "没有这位顾客";
  return holder.turns >= coupon.per_customer ? `已有 ${holder.turns} 张，达到每人限领` : "券发完了";
}
