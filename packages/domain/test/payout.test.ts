import { describe, expect, test } from "vitest";
import {
  decidePayoutFact,
  isAboutRequest,
  maySendAgain,
  type PayoutFacts,
  type PayoutNews,
  provesNoBill,
  QUIET_MS,
  SHOWN_MS,
} from "../src/index.ts";

const PAYOUT: PayoutFacts = { state: "confirming", amountFen: 4_950n, openid: "oA", billNo: "133" };
const NEWS: PayoutNews = {
  state: "success",
  amountFen: 4_950n,
  openid: "oA",
  billNo: "133",
  failReason: null,
};

describe("what WeChat says", () => {
  test.each<[string, Partial<PayoutFacts>, Partial<PayoutNews>, string]>([
    [
      "another amount, before all else",
      { state: "success" },
      { amountFen: 4_951n, openid: "oB" },
      "mismatch amount",
    ],
    ["another payee", { state: "success" }, { openid: "oB", billNo: "134" }, "mismatch payee"],
    ["another bill", { state: "success" }, { billNo: "134" }, "mismatch bill"],
    ["paid, then failed", { state: "success" }, { state: "fail" }, "contradiction"],
    ["failed, then paid", { state: "fail" }, {}, "contradiction"],
    ["paid again", { state: "success" }, {}, "already"],
    ["a step that comes late", { state: "transferring" }, { state: "confirming" }, "already"],
    ["a step after the end", { state: "cancelled" }, { state: "cancelling" }, "already"],
    [
      "a bill where none could be",
      { state: "cancelled", billNo: null },
      { state: "confirming" },
      "contradiction",
    ],
    ["its end", { state: "cancelled", billNo: null }, { state: "cancelled" }, "already"],
  ])("%s", (_name, payout, news, expected) => {
    const answer = decidePayoutFact({ ...PAYOUT, ...payout }, "confirming", { ...NEWS, ...news });
    expect(answer.kind === "mismatch" ? `mismatch ${answer.why}` : answer.kind).toBe(expected);
  });

  test.each([
    ["created", "sending", "accepted", null, "stays"],
    ["accepted", "sending", "processing", null, "stays"],
    ["created", "sending", "confirming", null, "confirming"],
    ["created", "sending", "transferring", null, "confirming"],
    ["confirming", "confirming", "transferring", null, "stays"],
    ["created", "cancelling", "confirming", null, "stays"],
    ["confirming", "confirming", "cancelling", null, "cancelling"],
    ["created", "sending", "success", null, "paid pay"],
    ["cancelling", "cancelling", "success", null, "paid pay"],
    ["confirming", "confirming", "fail", "OVERDUE_CLOSE", "expired return"],
    ["transferring", "confirming", "fail", "REAL_NAME_CHECK_FAIL", "failed return"],
    ["cancelling", "cancelling", "cancelled", "MCH_CANCEL", "cancelled return"],
    ["confirming", "confirming", "cancelled", "MCH_CANCEL", "cancelled return"],
  ] as const)("%s / %s hears %s (%s): %s", (payout, withdrawal, state, failReason, expected) => {
    const answer = decidePayoutFact({ ...PAYOUT, state: payout }, withdrawal, { ...NEWS, state, failReason });
    if (answer.kind !== "apply") throw new Error(answer.kind);
    expect([answer.withdrawal ?? "stays", ...(answer.money ? [answer.money] : [])].join(" ")).toBe(expected);
    expect(answer.state).toBe(state);
  });

  test("an answer without amount and person is about our own request", () => {
    const answer = { ...NEWS, state: "confirming" as const, amountFen: null, openid: null };
    expect(decidePayoutFact({ ...PAYOUT, state: "created", billNo: null }, "sending", answer).kind).toBe(
      "apply",
    );
  });
});

describe("whether there is no bill", () => {
  const now = new Date("2026-11-29T04:00:00Z");
  const ago = (ms: number) => new Date(now.getTime() - ms);
  test.each([
    ["never sent", 0, null, null, true, true],
    ["refused by name each time", 0, ago(SHOWN_MS * 2), ago(1), true, true],
    ["one unanswered just now", 1, ago(QUIET_MS - 1), ago(QUIET_MS - 1), false, true],
    ["one unanswered, long past", 1, ago(QUIET_MS), ago(QUIET_MS), true, true],
    ["unanswered, and sent again since", 2, ago(QUIET_MS * 9), ago(1_000), false, true],
    ["so long ago that WeChat forgets", 1, ago(SHOWN_MS), ago(QUIET_MS), false, false],
  ] as const)("%s", (_name, unheard, firstSentAt, lastSentAt, proves, again) => {
    const sent = { unheard, firstSentAt, lastSentAt };
    expect([provesNoBill(sent, now), maySendAgain(sent, now)]).toEqual([proves, again]);
  });

  test("which refusals are about the request", () => {
    const codes = ["PARAM_ERROR", "INVALID_REQUEST", "NO_AUTH", "USER_ERROR", "NOT_ENOUGH"];
    expect(codes.filter(isAboutRequest)).toEqual(["PARAM_ERROR", "INVALID_REQUEST"]);
  });
});
