/**
 * Outbox consumer `notice`: the in-app message is written with the batch, exactly once; WeChat's subscribe message goes out after the
 * commit when the person allowed one, at most once.
 */
import type { Handler } from "../outbox/consume.ts";
import type { Services } from "../services.ts";
import { type Composed, composeNotices } from "./compose.ts";
import { openidsOf } from "./openid-store.ts";
import { recordNotices, takeConsent } from "./record.ts";

const LINK_ROOT = /^\//;

export const noticeHandler: Handler = async (tx, rows, services) => {
  const composed = await composeNotices(tx, rows);
  const fresh = new Set(await recordNotices(tx, composed));
  const toSend = composed.filter((notice) => notice.template && fresh.has(notice.eventKey));
  if (toSend.length === 0) return undefined;
  return () => sendMessages(services, toSend);
};

async function sendMessages(services: Services, notices: readonly Composed[]): Promise<void> {
  const wechat = await services.wechat.current();
  if (!wechat) return;
  const templates = await services.settings.get("notice");
  const openids = await openidsOf(
    services.database.query,
    wechat.open.appid,
    notices.map((notice) => notice.customerId),
  );
  for (const notice of notices) {
    const templateId = notice.template && templates[notice.template.key];
    const openid = openids.get(notice.customerId);
    if (!notice.template || !templateId || !openid) continue;
    if (!(await takeConsent(services.database.query, notice.customerId, templateId))) continue;
    const answer = await wechat.client.sendSubscribeMessage({
      openid,
      templateId,
      page: notice.link.replace(LINK_ROOT, ""),
      data: notice.template.data,
    });
    if (answer.kind !== "ok") {
      services.log.warn("subscribe message", {
        event: notice.eventKey,
        kind: answer.kind,
        why: answer.kind === "refused" ? answer.code : answer.reason,
      });
    }
    // WeChat does not answer: waiting it out for each of a batch would hold up what else the outbox has to do.
    if (answer.kind === "unknown") return;
  }
}
