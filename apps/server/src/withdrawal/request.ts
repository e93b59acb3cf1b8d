/** A promoter asks for money: the amount leaves what is available in the same transaction that makes the withdrawal. */
import type { WithdrawalDetail } from "@banyan/contract";
import {
  decideWithdrawal,
  LEAST_PAYOUT_FEN,
  mostPerWithdrawal,
  REAL_NAME_FEN,
  tierDayLeft,
  type WithdrawalFacts,
  type WithdrawalRefusal,
  type WithdrawalTerms,
} from "@banyan/domain";
import { yuan } from "@banyan/kernel";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { newNumber } from "../number.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { lockPromoter, readMoneyFacts } from "./facts-store.ts";
import { reserveMoney } from "./money.ts";
import { insertPayout } from "./payout-store.ts";
import { withdrawalDetail } from "./read.ts";
import { addWithdrawalEvent, findByRequestKey, insertWithdrawal } from "./store.ts";
import { factsOf, withdrawalTerms } from "./terms.ts";

/**
 * The same key and amount again answer the withdrawal that was made.
 * @throws Refusal promoter_needed, request_key_reused, promoter_frozen, agreement_outdated, withdrawal_closed,
 * below_minimum, above_maximum, tier_above_maximum, has_debt, day_limit_reached, tier_day_maximum, exceeds_available, amount_mismatch (the fee has changed since it was shown); those about the amount at `amount_fen`
 */
export async function requestWithdrawal(
  services: Services,
  customer: CustomerActor,
  input: { request_key: string; amount_fen: number; net_fen?: number | undefined },
): Promise<WithdrawalDetail> {
  const terms = await withdrawalTerms(services);
  const amountFen = BigInt(input.amount_fen);
  const no = await services.database.transact((tx) =>
    requestInside(tx, {
      customer,
      terms,
      amountFen,
      seenNetFen: input.net_fen === undefined ? null : BigInt(input.net_fen),
      requestKey: input.request_key,
    }),
  );
  return withdrawalDetail(services, customer, no);
}

async function requestInside(
  tx: Tx,
  p: {
    customer: CustomerActor;
    terms: WithdrawalTerms;
    amountFen: bigint;
    seenNetFen: bigint | null;
    requestKey: string;
  },
): Promise<string> {
  const { customer, terms, amountFen } = p;
  const ownerId = customer.id;
  if (!(await lockPromoter(tx, ownerId))) refuse("promoter_needed");
  const known = await findByRequestKey(tx, ownerId, p.requestKey);
  if (known && known.amount_fen !== amountFen) refuse("request_key_reused", { field: "request_key" });
  if (known) return known.no;
  const row = await readMoneyFacts(tx, ownerId);
  const facts = factsOf(row);
  const answer = decideWithdrawal(facts, terms, amountFen);
  if (answer.kind === "refused") refuse(answer.refusal, wordsOf(answer.refusal, terms, facts));
  if (p.seenNetFen !== null && p.seenNetFen !== answer.netFen)
    refuse("amount_mismatch", {
      field: "amount_fen",
      message: `手续费有变化，现在到账 ¥${yuan(answer.netFen)}，请确认后再提交`,
    });

  // Nothing can be refused from here on but by the account itself.
  const at = row.now;
  const no = newNumber("withdrawal", ownerId, at);
  const money = {
    owner_id: ownerId,
    no,
    amount_fen: amountFen,
    fee_fen: answer.feeFen,
    net_fen: answer.netFen,
  };
  await insertWithdrawal(tx, {
    ownerId,
    no,
    amountFen,
    feeFen: answer.feeFen,
    netFen: answer.netFen,
    openid: customer.openid,
    requestKey: p.requestKey,
    automatic: answer.automatic,
    at,
  });
  await reserveMoney(tx, money, at);
  await addWithdrawalEvent(tx, { ownerId, no, kind: "requested", at });
  if (answer.automatic) {
    await addWithdrawalEvent(tx, { ownerId, no, kind: "approved_by_rule", at });
    await insertPayout(tx, {
      ownerId,
      no: newNumber("payout", ownerId, at),
      withdrawalNo: no,
      amountFen: answer.netFen,
      openid: customer.openid,
      at,
    });
  }
  return no;
}

const ABOUT_AMOUNT = new Set<WithdrawalRefusal>([
  "below_minimum",
  "above_maximum",
  "tier_above_maximum",
  "tier_day_maximum",
  "exceeds_available",
]);

/** Where the refusal belongs, and its sentence with the number that helps. */
function wordsOf(
  refusal: WithdrawalRefusal,
  terms: WithdrawalTerms,
  facts: WithdrawalFacts,
): { field?: string; message?: string } {
  if (!ABOUT_AMOUNT.has(refusal)) return {};
  const field = "amount_fen";
  if (refusal === "below_minimum") {
    return { field, message: `每笔至少 ¥${yuan(terms.minFen)}，扣除手续费后至少 ¥${yuan(LEAST_PAYOUT_FEN)}` };
  }
  if (refusal === "above_maximum") {
    const most = mostPerWithdrawal(terms);
    return {
      field,
      message:
        terms.maxFen >= REAL_NAME_FEN
          ? `微信对单笔 ¥${yuan(REAL_NAME_FEN)} 及以上要求实名校验，请分次提现，每笔不超过 ¥${yuan(most)}`
          : `单笔最多 ¥${yuan(most)}，请分次提现`,
    };
  }
  if (refusal === "tier_above_maximum")
    return { field, message: `您的等级单笔最多提现 ¥${yuan(facts.tier?.maxFen ?? 0n)}` };
  if (refusal === "tier_day_maximum") {
    const left = `¥${yuan(tierDayLeft(facts) ?? 0n)}`;
    return {
      field,
      message: `您的等级单日最多提现 ¥${yuan(facts.tier?.dayFen ?? 0n)}，今天还可以提现 ${left}`,
    };
  }
  return { field };
}
