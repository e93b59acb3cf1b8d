/** The operator makes, changes, orders and retires tiers. What would leave rules that cannot hold is refused by name. */
import type { ConsoleLadder, TierKeep, TierUpgrade } from "@banyan/contract";
import { checkLadder, type LadderTier, MOST_TIERS } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { moveAll } from "./change-store.ts";
import { loadLadder, rightsOf, rulesOf, standing } from "./ladder.ts";
import {
  countBound,
  insertTier,
  type LadderRow,
  lockLadder,
  plansNaming,
  putOrder,
  putRules,
  retireTier,
  selectLadder,
  type TierValues,
  updateTier,
} from "./ladder-store.ts";
import { ladderRefusalText } from "./words.ts";

/** The highest of those that stand, without rules. @throws Refusal tier_limit, tier_name_taken, request_key_reused */
export async function createTier(
  context: Context,
  input: TierValues & { request_key: string },
): Promise<ConsoleLadder> {
  await act(context, {
    action: "tier.create",
    target: "tier",
    once: { requestKey: input.request_key, content: input, repeat: async () => undefined },
    work: async (tx) => {
      const rows = await locked(tx);
      if (standing(rows).length >= MOST_TIERS) refuse("tier_limit");
      mustBeFree(rows, input.name, null);
      const values = { name: input.name, rights: input.rights };
      const id = await insertTier(tx, values);
      await orderAs(tx, [...standing(rows).map((tier) => BigInt(tier.id)), id], rows);
      return { result: undefined, before: null, after: values, target: `tier:${id}` };
    },
  });
  return loadLadder(context.services);
}

/** @throws Refusal not_found, tier_retired, already_changed, tier_name_taken, tier_rule_refused at the rule */
export async function changeTierValues(
  context: Context,
  input: TierValues & {
    tierId: bigint;
    revision: number;
    upgrade: TierUpgrade | null;
    keep: TierKeep | null;
  },
): Promise<ConsoleLadder> {
  await act(context, {
    action: "tier.update",
    target: `tier:${input.tierId}`,
    work: async (tx) => {
      const rows = await locked(tx);
      const before = standingOne(rows, input.tierId);
      if (before.revision !== input.revision) refuse("already_changed");
      mustBeFree(rows, input.name, input.tierId);
      const rules = { upgrade: input.upgrade, keep: input.keep };
      mustHold(
        standing(rows).map((tier) =>
          tier.id === String(input.tierId) ? { ...tier, name: input.name, ...rules } : tier,
        ),
      );
      await updateTier(tx, input.tierId, input.revision, input);
      await putRules(tx, input.tierId, rules);
      return {
        result: undefined,
        before: { name: before.name, rights: rightsOf(before), ...rulesOf(before) },
        after: { name: input.name, rights: input.rights, ...rules },
      };
    },
  });
  return loadLadder(context.services);
}

/** @param ids of those that stand, lowest first @throws Refusal already_changed (not those that stand now), tier_rule_refused */
export async function orderTiers(context: Context, ids: readonly bigint[]): Promise<ConsoleLadder> {
  await act(context, {
    action: "tier.order",
    target: "tier",
    work: async (tx) => {
      const rows = await locked(tx);
      const tiers = standing(rows);
      const ordered = ids.map(
        (id) => tiers.find((tier) => tier.id === String(id)) ?? refuse("already_changed"),
      );
      if (ordered.length !== tiers.length || new Set(ids).size !== ids.length) refuse("already_changed");
      mustHold(ordered);
      await orderAs(tx, ids, rows);
      return {
        result: undefined,
        before: tiers.map((tier) => tier.name),
        after: ordered.map((tier) => tier.name),
      };
    },
  });
  return loadLadder(context.services);
}

/**
 * Nobody comes into it any more; whoever stands in it, or would fall back to it, goes to the successor at once.
 * @throws Refusal not_found, tier_retired, tier_last, tier_in_plan, tier_in_use (nobody named to follow), invalid_input at successor_id,
 *   tier_rule_refused (what is left cannot hold)
 */
export async function retire(
  context: Context,
  input: { tierId: bigint; successorId: bigint | null; reason: string },
): Promise<ConsoleLadder> {
  await act(context, {
    action: "tier.retire",
    target: `tier:${input.tierId}`,
    work: async (tx, at) => {
      const rows = await locked(tx);
      const tier = standingOne(rows, input.tierId);
      const rest = standing(rows).filter(({ id }) => id !== String(input.tierId));
      if (rest.length === 0) refuse("tier_last");
      await mustBeUnused(tx, tier, rest);
      const successor = rest.find(({ id }) => id === String(input.successorId));
      if (input.successorId !== null && !successor)
        refuse("invalid_input", { field: "successor_id", message: "请选择还在使用的另一个等级" });
      const bound = await countBound(tx, input.tierId);
      if (!successor && bound.standing + bound.falling > 0) refuse("tier_in_use", inUse(tier.name, bound));

      // Nothing can be refused from here on.
      const moved = successor
        ? await moveAll(tx, {
            tierId: input.tierId,
            successorId: BigInt(successor.id),
            note: input.reason,
            staffId: staffOf(context).id,
          })
        : 0;
      await retireTier(tx, input.tierId, at);
      await orderAs(
        tx,
        rest.map(({ id }) => BigInt(id)),
        rows,
      );
      return {
        result: undefined,
        before: { name: tier.name, rights: rightsOf(tier), ...rulesOf(tier) },
        after: { reason: input.reason, successor: successor?.name ?? null, moved },
      };
    },
  });
  return loadLadder(context.services);
}

async function locked(tx: Tx): Promise<LadderRow[]> {
  await lockLadder(tx);
  return selectLadder(tx);
}

function standingOne(rows: readonly LadderRow[], id: bigint): LadderRow {
  const row = rows.find((one) => one.id === id) ?? refuse("not_found");
  return row.retired_at === null ? row : refuse("tier_retired");
}

function mustBeFree(rows: readonly LadderRow[], name: string, own: bigint | null): void {
  const taken = rows.find((row) => row.name === name && row.id !== own);
  if (!taken) return;
  const message = taken.retired_at === null ? {} : { message: "停用的等级里已有这个名称，历史记录还在用它" };
  refuse("tier_name_taken", { field: "name", ...message });
}

/** @throws Refusal tier_rule_refused at the first rule that cannot stand, its tier named */
function mustHold(tiers: readonly LadderTier[]): void {
  const [first] = checkLadder(tiers).refusals;
  if (!first) return;
  const name = tiers.find((tier) => tier.id === first.tier)?.name ?? "";
  refuse("tier_rule_refused", {
    field: first.path,
    message: ladderRefusalText(first, name),
    data: { code: first.word, tier_id: first.tier },
  });
}

/** @throws Refusal tier_in_plan, tier_rule_refused */
async function mustBeUnused(tx: Tx, tier: LadderRow, rest: readonly LadderTier[]): Promise<void> {
  const [plan] = await plansNaming(tx, tier.id);
  if (plan) {
    const what = [...(plan.rules > 0 ? [`${plan.rules} 条规则`] : []), ...(plan.bonus ? ["团队奖"] : [])];
    const state = plan.state === "active" ? "在用" : "已排期";
    refuse("tier_in_plan", {
      message: `${state}的方案「${plan.name}」有 ${what.join("和")}指定了「${tier.name}」，请先在方案里去掉`,
    });
  }
  const falls = rest.find((one) => one.keep?.fallback_id === String(tier.id));
  if (falls)
    refuse("tier_rule_refused", {
      message: `「${falls.name}」未保级时转到「${tier.name}」，请先修改它的保级规则`,
    });
  mustHold(rest);
}

function inUse(name: string, bound: { standing: number; falling: number }) {
  const who = [
    ...(bound.standing > 0 ? [`${bound.standing} 位分销员在「${name}」`] : []),
    ...(bound.falling > 0 ? [`${bound.falling} 位种子分销员到期后转入「${name}」`] : []),
  ];
  return {
    field: "successor_id",
    message: `有 ${who.join("，")}，请选择把他们转到哪个等级`,
    data: bound,
  };
}

/** Ranks of all: those that stand in this order, then the retired ones. */
async function orderAs(tx: Tx, ids: readonly bigint[], rows: readonly LadderRow[]): Promise<void> {
  const rest = rows.map((row) => row.id).filter((id) => !ids.includes(id));
  await putOrder(tx, [...ids, ...rest]);
}
