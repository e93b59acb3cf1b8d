/**
 * Asks WeChat what it thinks of the words of reviews, outside of any transaction. Until it has answered a review waits; what it does not
 * pass, and what cannot be asked about, waits for a person.
 */

import { openidOf } from "../notice/openid.ts";
import type { Services } from "../services.ts";
import {
  type Claimed,
  claimCheck,
  type DueCheck,
  dueChecks,
  setVerdict,
  type Verdict,
} from "./check-store.ts";

const BATCH = 50;
/** Seconds to the next try after the first, second, … one; the last try's failure leaves it to a person. */
const WAITS_S = [5, 30, 180, 900, 900] as const;
const COMMENT = 2;
/** WeChat's answer of the former version of this call. */
const RISKY_CODE = "87014";

const FAILED: Verdict = { checked: "failed", label: null, show: false };

/** @returns whether there may be more */
export async function sweepChecks(services: Services): Promise<boolean> {
  const due = await dueChecks(services.database.query, BATCH);
  for (const row of due) {
    const answered = await checkOne(services, row).catch((error: unknown) => {
      services.log.error("review check", error, { no: row.no });
      return true;
    });
    // WeChat does not answer: the others' next tries come soon enough.
    if (!answered) return false;
  }
  return due.length === BATCH;
}

/** @returns false when WeChat did not answer */
async function checkOne(services: Services, row: DueCheck): Promise<boolean> {
  const claimed = await claimCheck(services.database.query, row.customer_id, row.no, WAITS_S);
  if (!claimed) return true;
  const { mode } = await services.settings.get("review");
  const last = claimed.check_tries >= WAITS_S.length;
  const text = claimed.checked === "asked" ? await ask(services, row, claimed.text) : null;
  const appended =
    claimed.appended_checked === "asked" ? await ask(services, row, claimed.appended_text ?? "") : null;
  const open = [text, appended].includes("unknown");
  const settled = (said: Verdict | "unknown" | null): Verdict | null => {
    if (said === "unknown") return last ? FAILED : null;
    return said && { ...said, show: said.show && mode === "after" };
  };
  await settle(services, row, claimed, {
    text: settled(text),
    appended: settled(appended),
    done: !open || last,
  });
  return !open;
}

async function settle(
  services: Services,
  row: DueCheck,
  { revision }: Claimed,
  p: { text: Verdict | null; appended: Verdict | null; done: boolean },
): Promise<void> {
  if (!p.done && !p.text && !p.appended) return;
  await services.database.transact((tx) =>
    setVerdict(tx, { customerId: row.customer_id, no: row.no, revision }, p),
  );
}

async function ask(services: Services, row: DueCheck, content: string): Promise<Verdict | "unknown"> {
  const wechat = await services.wechat.current();
  const openid = wechat && (await openidOf(services.database.query, wechat.open.appid, row.customer_id));
  if (!wechat || !openid) return FAILED;
  const answer = await wechat.client.checkText({ openid, scene: COMMENT, content });
  if (answer.kind === "unknown") {
    services.log.warn("review check", { no: row.no, why: answer.reason });
    return "unknown";
  }
  if (answer.kind === "refused") {
    services.log.warn("review check", { no: row.no, why: answer.code });
    return answer.code === RISKY_CODE ? { checked: "risky", label: null, show: false } : FAILED;
  }
  const { suggest, label } = answer.value;
  return suggest === "pass"
    ? { checked: "passed", label, show: true }
    : { checked: suggest, label, show: false };
}
