import { DAY_MS } from "@banyan/kernel";
import { describe, expect, test } from "vitest";
import {
  type ApplicationFacts,
  type Candidate,
  decideApplication,
  isActivePromoter,
  leaveBlock,
  maskNickname,
  type PromoterFacts,
  pathAtApproval,
  standingOf,
} from "../src/index.ts";

const NOW = new Date("2026-11-24T04:00:00Z");
const LATER = new Date(NOW.getTime() + DAY_MS);
const APPLICANT = 7n;
const CURRENT = 3;

const promoter = (extra: Partial<PromoterFacts> = {}): PromoterFacts => ({
  state: "active",
  agreementVersion: CURRENT,
  ...extra,
});

describe("standing", () => {
  // row | standing
  const cases: [PromoterFacts | null, string][] = [
    [null, "none"],
    [promoter(), "active"],
    [promoter({ agreementVersion: CURRENT + 1 }), "active"],
    [promoter({ agreementVersion: CURRENT - 1 }), "outdated"],
    [promoter({ state: "frozen" }), "frozen"],
    [promoter({ state: "frozen", agreementVersion: 1 }), "frozen"],
    [promoter({ state: "closed" }), "closed"],
  ];
  test.each(cases)("%o is %s", (row, standing) => {
    expect(standingOf(row, CURRENT)).toBe(standing);
    expect(isActivePromoter(row, CURRENT)).toBe(standing === "active");
  });
});

describe("application", () => {
  const card = { ownerId: 5n, expiresAt: LATER, owner: promoter() };
  const facts = (extra: Partial<ApplicationFacts> = {}): ApplicationFacts => ({
    open: true,
    promoter: null,
    waiting: false,
    currentVersion: CURRENT,
    agreedVersion: CURRENT,
    invite: "none",
    ...extra,
  });
  // In order of precedence: each case also has everything that the cases below it have.
  const expired = { ...card, expiresAt: NOW };
  const frozen = { ...card, owner: promoter({ state: "frozen" }) };
  const outdated = { ...card, owner: promoter({ agreementVersion: 1 }) };
  const own = { ...card, ownerId: APPLICANT };
  const cases: [string, Partial<ApplicationFacts>, string][] = [
    [
      "closed shop",
      { open: false, promoter: promoter(), waiting: true, agreedVersion: 1, invite: "unknown" },
      "application_closed",
    ],
    [
      "a promoter",
      { promoter: promoter(), waiting: true, agreedVersion: 1, invite: "unknown" },
      "already_promoter",
    ],
    ["a frozen promoter", { promoter: promoter({ state: "frozen" }) }, "already_promoter"],
    [
      "somebody who left, of whom one waits",
      { promoter: promoter({ state: "closed" }), waiting: true },
      "already_applied",
    ],
    ["one waits", { waiting: true, agreedVersion: 1, invite: "unknown" }, "already_applied"],
    ["old agreement", { agreedVersion: CURRENT - 1, invite: "unknown" }, "agreement_outdated"],
    ["agreement to come", { agreedVersion: CURRENT + 1 }, "agreement_outdated"],
    ["unknown card", { invite: "unknown" }, "invite_invalid"],
    ["card at its last moment", { invite: expired }, "invite_invalid"],
    ["card of a frozen promoter", { invite: frozen }, "invite_invalid"],
    ["card of one with the old agreement", { invite: outdated }, "invite_invalid"],
    ["card of nobody", { invite: { ...card, owner: null } }, "invite_invalid"],
    ["own expired card", { invite: { ...own, expiresAt: NOW } }, "invite_invalid"],
    ["own card", { invite: own }, "own_share"],
  ];
  test.each(cases)("%s: %o → %s", (_, extra, refusal) => {
    expect(decideApplication(facts(extra), { applicantId: APPLICANT, now: NOW })).toEqual({
      kind: "refused",
      refusal,
    });
  });
  test("whoever left comes back under the inviter they had, whatever card they hold", () => {
    const former = { promoter: promoter({ state: "closed" }) };
    for (const invite of ["unknown", expired, frozen, own, card] as const)
      expect(decideApplication(facts({ ...former, invite }), { applicantId: APPLICANT, now: NOW })).toEqual({
        kind: "ok",
        inviterId: null,
      });
  });
  test.each([
    [null, "promoter_needed"],
    ["frozen", "promoter_frozen"],
    ["closed", "promoter_closed"],
    ["active", null],
  ] as const)("leaving as %s → %s", (state, answer) => {
    expect(leaveBlock(state)).toBe(answer);
  });
  test("without a card nobody is the inviter, with one its owner is", () => {
    const ask = (extra: Partial<ApplicationFacts>) =>
      decideApplication(facts(extra), { applicantId: APPLICANT, now: NOW });
    expect(ask({})).toEqual({ kind: "ok", inviterId: null });
    expect(ask({ invite: card })).toEqual({ kind: "ok", inviterId: 5n });
  });
});

describe("path at approval", () => {
  const who = (id: bigint, path: bigint[] = [], row: PromoterFacts | null = promoter()): Candidate => ({
    id,
    facts: row,
    path,
  });
  const frozen = promoter({ state: "frozen" });
  const outdated = promoter({ agreementVersion: 1 });
  // invite | binding | path
  const cases: [Candidate | null, Candidate | null, bigint[]][] = [
    [null, null, []],
    [who(1n), null, [1n]],
    [null, who(2n), [2n]],
    [who(1n), who(2n), [1n]],
    [who(1n, [3n, 4n]), who(2n), [1n, 3n, 4n]],
    [who(1n, [3n], frozen), who(2n, [9n]), [2n, 9n]],
    [who(1n, [], outdated), who(2n, [], frozen), []],
    [who(1n, [], null), null, []],
    [null, who(2n, [1n, 3n, 4n, 5n, 6n]), [2n, 1n, 3n, 4n, 5n, 6n]],
  ];
  test.each(cases)("%o, %o → %o", (invite, binding, path) => {
    expect(pathAtApproval({ invite, binding, currentVersion: CURRENT })).toEqual(path);
  });
});

test.each([
  ["王小山", "王**"],
  ["  李四", "李**"],
  ["🌲树", "🌲**"],
  ["A", "A**"],
  ["", "**"],
])("mask %s → %s", (name, masked) => {
  expect(maskNickname(name)).toBe(masked);
});
