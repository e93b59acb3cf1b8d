/** 佣金冻结 and its release: money moves into and out of `held` by transfers; the n-th hold of a commission is a fact of its own. */
import { type NewTransfer, post } from "@banyan/ledger";
import { type Tx, violates } from "../db/database.ts";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { holdStill } from "../outbox/store.ts";
import { act } from "../staff/act.ts";
import { lockCommission, nameHold, readBalances, releaseHeldByFreeze, setHeld } from "./hold-store.ts";
import { type CommissionKey, keyText, transferPrefix } from "./key.ts";

/**
 * Takes a commission out of estimated or available. One that only a freeze holds becomes held by hand: no money moves, and lifting the
 * freeze no longer lets it go.
 * @throws Refusal own_matter, not_found, already_held, nothing_to_hold (refunds left nothing), exceeds_available (the money was withdrawn already)
 */
export async function holdCommission(
  context: Context,
  ownerId: bigint,
  key: CommissionKey,
  reason: string,
): Promise<void> {
  try {
    await act(context, {
      action: "commission.hold",
      target: `commission:${ownerId}:${keyText(key)}`,
      concerns: [ownerId],
      work: async (tx) => {
        const facts = (await lockCommission(tx, ownerId, key)) ?? refuse("not_found");
        const byFreeze = facts.held_at !== null && facts.hold_reason === "";
        if (facts.held_at !== null && !byFreeze) refuse("already_held");
        if (facts.kept_fen === 0n) refuse("nothing_to_hold");
        const before = await readBalances(tx, ownerId);
        if (byFreeze) {
          await nameHold(tx, ownerId, key, reason);
          return { result: undefined, before: { ...before, hold_reason: "" }, after: { ...before, reason } };
        }
        await setHeld(tx, ownerId, key, { at: facts.now, reason });
        const from = facts.settled_at === null ? "estimated" : "available";
        await post(tx, [
          {
            ownerId,
            key: `${transferPrefix(key)}:hold:${facts.hold_seq + 1}`,
            debit: from,
            credit: "held",
            amountFen: facts.kept_fen,
            kind: "hold",
            ref: key.orderNo,
            eventAt: facts.now,
          },
        ]);
        const after = { ...(await readBalances(tx, ownerId)), reason };
        return { result: undefined, before, after };
      },
    });
  } catch (error) {
    if (violates(error, "available_floor"))
      refuse("exceeds_available", { message: "这笔佣金已经提现，余额不足以冻结" });
    throw error;
  }
}

/** Gives it back to where it would be by now. @throws Refusal own_matter, not_found, not_held */
export async function releaseCommission(
  context: Context,
  ownerId: bigint,
  key: CommissionKey,
  reason: string,
): Promise<void> {
  await act(context, {
    action: "commission.release",
    target: `commission:${ownerId}:${keyText(key)}`,
    concerns: [ownerId],
    work: async (tx) => {
      const facts = (await lockCommission(tx, ownerId, key)) ?? refuse("not_found");
      if (facts.held_at === null) refuse("not_held");
      const before = { ...(await readBalances(tx, ownerId)), hold_reason: facts.hold_reason };
      await setHeld(tx, ownerId, key, null);
      const released = releaseOf(ownerId, key, facts.now, {
        keptFen: facts.kept_fen,
        settled: facts.settled_at !== null,
        holdSeq: facts.hold_seq,
      });
      await post(tx, released);
      return { result: undefined, before, after: { ...(await readBalances(tx, ownerId)), reason } };
    },
  });
}

/**
 * Lets go of what a freeze held at settlement; for whoever lifts the freeze, in the same transaction. A settlement under way may have read
 * the promoter as frozen: what it holds must be seen here, or nobody would ever let it go.
 */
export async function releaseFrozen(tx: Tx, ownerId: bigint, now: Date): Promise<void> {
  await holdStill(tx, "posting");
  const released = await releaseHeldByFreeze(tx, ownerId);
  await post(
    tx,
    released.flatMap((one) => releaseOf(ownerId, one, now, one)),
  );
}

function releaseOf(
  ownerId: bigint,
  key: CommissionKey,
  eventAt: Date,
  hold: { keptFen: bigint; settled: boolean; holdSeq: number },
): NewTransfer[] {
  if (hold.keptFen === 0n) return [];
  return [
    {
      ownerId,
      key: `${transferPrefix(key)}:release:${hold.holdSeq}`,
      debit: "held",
      credit: hold.settled ? "available" : "estimated",
      amountFen: hold.keptFen,
      kind: "release",
      ref: key.orderNo,
      eventAt,
    },
  ];
}
