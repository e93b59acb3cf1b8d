/** The operator makes coupons, changes them, and stops or resumes handing them out. What was claimed stays usable. */
import { randomBytes, randomInt } from "node:crypto";
import type { ConsoleCoupon, CouponInput } from "@banyan/contract";
import type { Tx } from "../db/database.ts";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import { insertCodes } from "./code-store.ts";
import {
  type CouponFields,
  countTargets,
  insertCoupon,
  lockCounter,
  setStopped,
  updateCoupon,
} from "./console-store.ts";
import { loadCoupon } from "./read.ts";

/** Without those that are taken for each other: 60 bits in twelve letters. */
const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const CODE_LENGTH = 12;

/** Once per request key. @throws Refusal request_key_reused, coupon_code_taken, invalid_input at the field that names what is not there */
export async function createCoupon(context: Context, input: CouponInput): Promise<ConsoleCoupon> {
  const coupon = await act(context, {
    action: "coupon.create",
    target: "coupon",
    once: { requestKey: input.request_key, content: input, repeat: (target) => loadTarget(context, target) },
    work: async (tx, now) => {
      await checkFields(tx, input, now);
      const linkKey = input.way === "link" ? randomBytes(8).toString("hex") : null;
      const id = await insertCoupon(tx, input, linkKey);
      await makeCodes(tx, id, input);
      await bumpVersion(tx, "coupon");
      const result = await loadCoupon(tx, id);
      return { result, before: null, after: toldOf(result), target: `coupon:${id}` };
    },
  });
  await context.services.versions.refresh();
  return coupon;
}

/**
 * How one comes by it stays. Terms stay too once somebody has it: what was promised is kept.
 * @throws Refusal not_found, coupon_changed (somebody else was first), coupon_terms_fixed, invalid_input, request_key_reused
 */
export async function changeCoupon(
  context: Context,
  id: bigint,
  input: CouponInput & { revision: number },
): Promise<ConsoleCoupon> {
  const coupon = await act(context, {
    action: "coupon.update",
    target: `coupon:${id}`,
    once: { requestKey: input.request_key, content: input, repeat: (target) => loadTarget(context, target) },
    work: async (tx, now) => {
      const counter = (await lockCounter(tx, id)) ?? refuse("not_found");
      if (counter.revision !== input.revision) refuse("coupon_changed");
      const before = await loadCoupon(tx, id);
      if (before.way !== input.way) {
        refuse("invalid_input", { field: "way", message: "领取方式不能改，可以复制一张再改" });
      }
      const moved = movedTerm(before, input);
      if (counter.claimed > 0 && moved !== null) refuse("coupon_terms_fixed", { field: moved });
      if (capitalOf(input.code) !== before.code)
        refuse("coupon_terms_fixed", { field: "code", message: "兑换码不能改" });
      if (input.total < counter.claimed) {
        refuse("invalid_input", { field: "total", message: `已领 ${counter.claimed} 张，发行量不能更少` });
      }
      if (input.way === "codes" && input.total !== before.total) {
        refuse("invalid_input", { field: "total", message: "一次性兑换码的数量不能改，可以复制一张" });
      }
      await checkFields(tx, input, now);
      await updateCoupon(tx, id, input, now);
      await bumpVersion(tx, "coupon");
      const result = await loadCoupon(tx, id);
      return { result, before: toldOf(before), after: toldOf(result) };
    },
  });
  await context.services.versions.refresh();
  return coupon;
}

/** After this has been answered no claim counts any more. @throws Refusal not_found */
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

async function makeCodes(tx: Tx, id: bigint, input: CouponFields): Promise<void> {
  const code = capitalOf(input.code);
  if (code !== null && (await insertCodes(tx, id, [code], true)) === 0) {
    refuse("coupon_code_taken", { field: "code" });
  }
  if (input.way !== "codes") return;
  const codes = new Set<string>();
  while (codes.size < input.total) codes.add(newCode());
  const made = await insertCodes(tx, id, [...codes], false);
  if (made !== input.total) throw new Error("a fresh code stood already");
}

/** Codes stand in capitals. */
function capitalOf(code: string | null): string | null {
  return code === null ? null : code.toUpperCase();
}

function newCode(): string {
  let code = "";
  for (let i = 0; i < CODE_LENGTH; i += 1) code += LETTERS[randomInt(LETTERS.length)];
  return code;
}

/** What only the database and the clock know. */
async function checkFields(tx: Tx, input: CouponFields, now: Date): Promise<void> {
  const no = (field: string, message: string) => refuse("invalid_input", { field, message });
  if (new Date(input.ends_at) <= now) no("ends_at", "结束时间已经过去了");
  if (input.usable_until !== null && new Date(input.usable_until) <= now) {
    no("usable_until", "可用结束时间已经过去了");
  }
  const { scope, scope_ids, excluded_ids } = input;
  if (scope !== "all" && (await countTargets(tx, scope, scope_ids)) < scope_ids.length) {
    no("scope_ids", scope === "categories" ? "选中的分类有的已不存在" : "选中的商品有的已不存在");
  }
  if (excluded_ids.length > 0 && (await countTargets(tx, "products", excluded_ids)) < excluded_ids.length) {
    no("excluded_ids", "排除的商品有的已不存在");
  }
}

const TERM_FIELDS = [
  "kind",
  "threshold_fen",
  "discount_fen",
  "percent_off",
  "ceiling_fen",
  "scope",
  "new_customer",
  "stackable",
] as const;

/** The first term that would change, if any. */
function movedTerm(before: ConsoleCoupon, input: CouponFields): string | null {
  const field = TERM_FIELDS.find((name) => before[name] !== input[name]);
  if (field) return field;
  if (!sameIds(before.targets, input.scope_ids)) return "scope_ids";
  return sameIds(before.excluded, input.excluded_ids) ? null : "excluded_ids";
}

function sameIds(named: readonly { id: string }[], ids: readonly string[]): boolean {
  return named.length === ids.length && named.every(({ id }) => ids.includes(id));
}

/** The part of a coupon that an act is about: not what others do with it, nor what opens it. */
function toldOf(coupon: ConsoleCoupon): unknown {
  const { claimed, used, given_fen, orders, paid_fen, link_key, code, ...told } = coupon;
  return told;
}

function loadTarget(context: Context, target: string): Promise<ConsoleCoupon> {
  return loadCoupon(context.services.database.query, BigInt(target.replace("coupon:", "")));
}
