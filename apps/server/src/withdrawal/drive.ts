/**
 * Drives a payout: sends it, asks what became of it, asks WeChat to take it back. Every call goes out with the number that was
 * stored before (B4), outside any transaction (B17). Unknown is asked about; only WeChat's word, or the proof that it never had the
 * bill, ends a payout.
 */
import { isAboutRequest, isFinalPayout, maySendAgain, provesNoBill } from "@banyan/domain";
import type { Wechat } from "@banyan/wechat";
import { raiseAlarm } from "../alarm/raise.ts";
import type { Services } from "../services.ts";
import type { WechatPublic } from "../setting/wechat.ts";
import { applyTransfer } from "./apply.ts";
import { duePayouts, findPayout, findPayoutOf, type Payout, postponePayout } from "./payout-store.ts";
import { REFUSED_RETRY_S, raiseRefused, raiseShort, retryAfter } from "./retry.ts";
import { sendPayout } from "./send.ts";
import { endUnsent } from "./unsent.ts";

/** Locking the merchant's money takes a moment; after so many looks it is the money that is missing. */
const SHORT_AFTER_TRIES = 3;
const LOST_AFTER_TRIES = 4;
const SWEEP_LIMIT = 50;

/** One step for each payout that is due. @returns true when there may be more to do */
export async function sweepPayouts(services: Services): Promise<boolean> {
  const due = await duePayouts(services.database.query, SWEEP_LIMIT);
  for (const payout of due) await drivePayout(services, payout);
  return false;
}

/** A step for the payout of a withdrawal now, if it has one that is not final. Its own troubles stay its own: nothing is thrown. */
export async function drivePayoutOf(
  services: Services,
  ownerId: bigint,
  withdrawalNo: string,
): Promise<void> {
  const payout = await findPayoutOf(services.database.query, ownerId, withdrawalNo);
  if (payout !== null && !isFinalPayout(payout.state)) await drivePayout(services, payout);
}

/** One step for one payout. Whatever is wrong with it, its next look moves on, so that it never stands before the others. */
export async function drivePayout(services: Services, payout: Payout): Promise<void> {
  try {
    await step(services, payout);
  } catch (error) {
    services.log.error("payout", error, { no: payout.no });
    const reason = error instanceof Error ? error.message : String(error);
    await postponePayout(services.database.query, payout, retryAfter(payout), reason);
  }
}

async function step(services: Services, payout: Payout): Promise<void> {
  const { query } = services.database;
  const wechat = await services.wechat.current();
  if (!wechat) return postponePayout(query, payout, REFUSED_RETRY_S, "微信支付未配置");
  const { client, open } = wechat;
  if (payout.request === null) return sendPayout(services, wechat, payout);
  if (isAnotherMerchant(payout, open)) {
    if (endsUnasked(payout)) return endUnsent(services, payout, "cancelled", "MCH_CANCEL");
    await raiseAlarm(query, {
      kind: "payout_merchant",
      ref: payout.no,
      title: "商户号或 AppID 已更换，原来的打款无法继续查询",
      detail: {
        withdrawal_no: payout.withdrawal_no,
        mchid: payout.request.mchid,
        appid: payout.request.appid,
      },
    });
    return postponePayout(query, payout, REFUSED_RETRY_S, "商户号或 AppID 已更换", "merchant");
  }
  const asksBack = payout.cancel_asked && payout.state !== "created" && payout.state !== "cancelling";
  const said = asksBack ? await askBack(services, client, payout) : "";
  if (said !== null) await ask(services, wechat, payout, said);
}

/** Another merchant knows nothing of this number: asking there proves nothing, and sending it there pays twice. */
function isAnotherMerchant(payout: Payout, open: WechatPublic): boolean {
  return (
    payout.request !== null && (payout.request.mchid !== open.mchid || payout.request.appid !== open.appid)
  );
}

/** The shop takes it back, and WeChat need not be asked, nor would it answer: whoever was refused by name each time has no bill anywhere. */
function endsUnasked({ cancel_asked, state, unheard }: Payout): boolean {
  return cancel_asked && state === "created" && unheard === 0;
}

/** @returns why WeChat would not, "" for a yes; null where nobody knows, and it is asked again later */
async function askBack(services: Services, client: Wechat, payout: Payout): Promise<string | null> {
  const answer = await client.cancelTransfer(payout.no);
  if (answer.kind === "ok") return "";
  if (answer.kind === "refused") return `${answer.code} ${answer.message}`;
  await postponePayout(services.database.query, payout, retryAfter(payout), answer.reason);
  return null;
}

/** @param said what to note where the bill stands where it stood */
async function ask(
  services: Services,
  wechat: { client: Wechat; open: WechatPublic },
  payout: Payout,
  said: string,
): Promise<void> {
  const { query } = services.database;
  const answer = await wechat.client.queryTransfer(payout.no);
  if (answer.kind === "unknown") return postponePayout(query, payout, retryAfter(payout), answer.reason);
  if (answer.kind === "refused") {
    if (answer.httpStatus === 404) return notFound(services, wechat, payout);
    if (endsUnasked(payout)) return endUnsent(services, payout, "cancelled", "MCH_CANCEL");
    await raiseRefused(services, payout, answer);
    return postponePayout(query, payout, REFUSED_RETRY_S, `${answer.code} ${answer.message}`);
  }
  await applyTransfer(services, answer.value, "query");
  const after = (await findPayout(query, payout.owner_id, payout.no)) ?? payout;
  // A query never tells the package; the same request again does, and makes nothing new.
  if (after.state === "confirming" && after.package_info === null && !after.cancel_asked)
    return sendPayout(services, wechat, after);
  if (after.state === payout.state) {
    if (after.state === "processing" && after.tries >= SHORT_AFTER_TRIES) await raiseShort(services, payout);
    return postponePayout(query, payout, retryAfter(payout), said, null);
  }
}

/** WeChat says that it knows no such bill. */
async function notFound(
  services: Services,
  wechat: { client: Wechat; open: WechatPublic },
  payout: Payout,
): Promise<void> {
  const { query } = services.database;
  if (payout.state !== "created") {
    if (payout.tries < LOST_AFTER_TRIES)
      return postponePayout(query, payout, retryAfter(payout), "微信暂时查不到这笔打款");
    return lost(services, payout);
  }
  const sent = {
    unheard: payout.unheard,
    firstSentAt: payout.first_sent_at,
    lastSentAt: payout.last_sent_at,
  };
  const proven = provesNoBill(sent, payout.now);
  if (payout.cancel_asked && proven) return endUnsent(services, payout, "cancelled", "MCH_CANCEL");
  const hopeless = payout.refused_code !== null && isAboutRequest(payout.refused_code);
  if (hopeless && proven) return endUnsent(services, payout, "fail", payout.last_error);
  if (!maySendAgain(sent, payout.now)) return lost(services, payout);
  // Some earlier request was never answered: "not found" proves something once it is too old to arrive.
  if (hopeless) return postponePayout(query, payout, REFUSED_RETRY_S, payout.last_error);
  if (payout.cancel_asked)
    return postponePayout(query, payout, retryAfter(payout), "微信查无此单，稍后再确认");
  return sendPayout(services, wechat, payout);
}

/** We cannot know any more: the money stays where it is until a person has looked. */
async function lost(services: Services, payout: Payout): Promise<void> {
  await raiseAlarm(services.database.query, {
    kind: "payout_lost",
    ref: payout.no,
    title: "微信查不到这笔打款，请到商户平台核对资金账单",
    detail: { withdrawal_no: payout.withdrawal_no, bill_no: payout.bill_no, state: payout.state },
  });
  await postponePayout(services.database.query, payout, REFUSED_RETRY_S, "微信查不到这笔打款", "lost");
}
