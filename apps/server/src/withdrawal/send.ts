/**
 * Sends a payout to WeChat: the first time, and again with the same number and the same words where nobody knows whether it arrived,
 * or where the answer that carried the package was lost.
 */
import { isAboutRequest } from "@banyan/domain";
import type { Wechat } from "@banyan/wechat";
import { raiseAlarm } from "../alarm/raise.ts";
import type { Services } from "../services.ts";
import type { WechatPublic } from "../setting/wechat.ts";
import { applyTransfer } from "./apply.ts";
import { markRefused, markSending, type Payout, type PayoutRequest, postponePayout } from "./payout-store.ts";
import { REFUSED_RETRY_S, raiseRefused, raiseShort, retryAfter } from "./retry.ts";

/** 佣金报酬, which wants the rows 岗位类型 and 报酬说明 (docs/WECHAT.md 3.2). */
const SCENE = "1005";
const REMARK = "佣金提现";
/** A refusal is looked into at once: a query tells whether a bill stands. */
const LOOK_NOW_S = 0;

export async function sendPayout(
  services: Services,
  wechat: { client: Wechat; open: WechatPublic },
  payout: Payout,
): Promise<void> {
  const { query } = services.database;
  const request = await markSending(query, payout, await requestOf(services, wechat.open));
  if (request === null) return;
  const answer = await wechat.client.transfer({
    outBillNo: payout.no,
    sceneId: request.scene,
    openid: payout.openid,
    amountFen: payout.amount_fen,
    remark: request.remark,
    notifyUrl: request.notify_url,
    reportInfos: [
      { infoType: "岗位类型", infoContent: request.job },
      { infoType: "报酬说明", infoContent: request.reason },
    ],
  });
  if (answer.kind === "ok") {
    await applyTransfer(services, answer.value, "answer");
    // A repeat that finds the bill where it stood changes nothing; its next look still moves on.
    if (payout.state === "confirming") await postponePayout(query, payout, retryAfter(payout), "");
    if (answer.value.state === "WAIT_USER_CONFIRM" && answer.value.packageInfo === null)
      await raiseNoPackage(services, payout);
    return;
  }
  if (answer.kind === "unknown") {
    if (answer.code === "NOT_ENOUGH") await raiseShort(services, payout);
    return postponePayout(query, payout, retryAfter(payout), answer.reason);
  }
  await markRefused(query, payout, answer.code);
  await raiseRefused(services, payout, answer);
  const pause = isAboutRequest(answer.code) ? LOOK_NOW_S : REFUSED_RETRY_S;
  return postponePayout(query, payout, pause, `${answer.code} ${answer.message}`);
}

async function requestOf(services: Services, open: WechatPublic): Promise<PayoutRequest> {
  const { job, pay_reason } = await services.settings.get("withdrawal");
  return {
    mchid: open.mchid,
    appid: open.appid,
    scene: SCENE,
    remark: REMARK,
    job,
    reason: pay_reason,
    notify_url: `${services.config.publicUrl}/webhooks/wechat/transfer`,
  };
}

/** WeChat waits for the person but no longer says with what to confirm: only cancelling or the end of the day helps. */
async function raiseNoPackage(services: Services, payout: Payout): Promise<void> {
  if (payout.package_info !== null) return;
  await raiseAlarm(services.database.query, {
    kind: "payout_no_package",
    ref: payout.no,
    title: "微信没有返回收款凭证，请撤销这笔打款，让分销员重新申请",
    detail: { withdrawal_no: payout.withdrawal_no },
  });
}
