/**
 * Closing an account (docs/decisions/2026-11-30-leaving.md): refused while anything is under way, and then at once and for ever. What says
 * who somebody is goes; orders and books stay with the number alone.
 */
import type { ClosingInfo } from "@banyan/contract";
import { closingReasons } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { leavePictures } from "../media/left.ts";
import { endForClosed } from "../referral/relation.ts";
import { leaveReviews } from "../review/own.ts";
import type { Services } from "../services.ts";
import { forgetCustomer } from "../session/session.ts";
import { dropIdentity } from "../session/sessions.ts";
import {
  type ClosingRow,
  eraseDue,
  lockAccount,
  lockForClosing,
  markClosed,
  markErased,
  selectClosingFacts,
} from "./closing-store.ts";
import { ERASED, KEPT, lostOf, reasonOf } from "./closing-words.ts";
import { blankWords, deletePersonal, selectPictures } from "./erase-store.ts";
import { removeFilesOf } from "./export-files.ts";

/** One statement. */
export async function closingInfo(services: Services, customerId: bigint): Promise<ClosingInfo> {
  const { aftersale_days } = await services.settings.get("order");
  const facts = await selectClosingFacts(services.database.query, customerId, aftersale_days);
  return { reasons: reasonsOf(facts), erased: [...ERASED], kept: [...KEPT], lost: lostOf(facts) };
}

/**
 * One transaction. Whatever begins for this person at the same moment either is seen here, and refuses the closing, or finds the account
 * closed. A repeat changes nothing.
 * @throws Refusal closing_blocked (data: every reason, with where to settle it), not_found
 */
export async function closeAccount(services: Services, customerId: bigint): Promise<void> {
  const { aftersale_days } = await services.settings.get("order");
  await services.database.transact(async (tx) => {
    const { closed, now } = (await lockForClosing(tx, customerId)) ?? refuse("not_found");
    if (closed) return;
    await lockAccount(tx, customerId);
    const reasons = reasonsOf(await selectClosingFacts(tx, customerId, aftersale_days));
    const [first] = reasons;
    if (first) refuse("closing_blocked", { message: first.message, data: { reasons } });

    // Nothing can be refused from here on.
    await endForClosed(tx, customerId, now);
    await erase(tx, customerId);
    await markClosed(tx, customerId, now);
  });
  forgetCustomer(customerId);
  await removeFilesOf(services.config.dataDir, customerId);
}

async function erase(tx: Tx, customerId: bigint): Promise<void> {
  const pictures = await selectPictures(tx, customerId);
  await dropIdentity(tx, customerId);
  await blankWords(tx, customerId);
  pictures.push(...(await leaveReviews(tx, customerId)));
  await deletePersonal(tx, customerId);
  await leavePictures(tx, pictures);
}

function reasonsOf(row: ClosingRow): ClosingInfo["reasons"] {
  return closingReasons({
    unpaid: row.unpaid,
    unshipped: row.unshipped,
    unreceived: row.unreceived,
    aftersales: row.aftersales,
    refunds: row.refunds,
    promoter: row.promoter,
    applied: row.applied,
    estimatedFen: row.estimated_fen,
    heldFen: row.held_fen,
    availableFen: row.available_fen,
    withdrawingFen: row.withdrawing_fen,
    debtFen: row.debt_fen,
    withdrawals: row.withdrawals,
    adjustments: row.adjustments,
    coming: row.coming,
  }).map((code) => reasonOf(code, row));
}

const SWEEP = 50;

/** What another process wrote for somebody in the half minute after they closed goes too. @returns whether there may be more */
export async function sweepClosed(services: Services): Promise<boolean> {
  const due = await eraseDue(services.database.query, SWEEP);
  for (const customerId of due) {
    await services.database.transact(async (tx) => {
      await lockForClosing(tx, customerId);
      await erase(tx, customerId);
      await markErased(tx, customerId);
    });
    await removeFilesOf(services.config.dataDir, customerId);
  }
  return due.length === SWEEP;
}
