import { DAY_MS } from "@banyan/kernel";
import { describe, expect, test } from "vitest";
import {
  type BindingPolicy,
  decideBinding,
  decideTouch,
  isStillFresh,
  refuseSharing,
  shareExpiry,
  sharePath,
  type TouchFacts,
} from "../src/index.ts";

const NOW = new Date("2026-11-24T04:00:00Z");
const day = (n: number) => new Date(NOW.getTime() + n * DAY_MS);
const A = 1n;
const B = 2n;
const policy = (word: BindingPolicy["policy"], extra: Partial<BindingPolicy> = {}): BindingPolicy => ({
  policy: word,
  validDays: 30,
  protectDays: 7,
  ...extra,
});

describe("binding", () => {
  const bound = (promoterId: bigint, daysAgo: number) => ({
    promoterId,
    boundAt: day(-daysAgo),
    expiresAt: day(30 - daysAgo),
  });
  // policy | standing: whose, days ago | who shares | decision
  const cases: [BindingPolicy["policy"], [bigint, number] | null, bigint, string][] = [
    ["first_touch", null, A, "begin"],
    ["first_touch", [A, 0], B, "keep"],
    ["first_touch", [A, 29.999], B, "keep"],
    ["first_touch", [A, 30], B, "begin, the old one expired"],
    ["first_touch", [A, 10], A, "keep"],
    ["first_touch", [A, 30], A, "begin, the old one expired"],
    ["last_touch", null, A, "begin"],
    ["last_touch", [A, 0.001], B, "begin, the old one replaced"],
    ["last_touch", [A, 31], B, "begin, the old one expired"],
    ["last_touch", [A, 10], A, "renew"],
    ["last_touch", [A, 0], A, "keep"],
    ["protected", null, A, "begin"],
    ["protected", [A, 0], B, "keep"],
    ["protected", [A, 6.999], B, "keep"],
    ["protected", [A, 7], B, "begin, the old one replaced"],
    ["protected", [A, 30], B, "begin, the old one expired"],
    ["protected", [A, 6], A, "keep"],
    ["protected", [A, 8], A, "renew"],
  ];
  test.each(cases)("%s: %o, then %s shares → %s", (word, standing, promoterId, expected) => {
    const decision = decideBinding(policy(word), standing && bound(...standing), { promoterId, now: NOW });
    const ends = decision.kind === "begin" && decision.ends !== null ? `, the old one ${decision.ends}` : "";
    expect(`${decision.kind}${ends}`).toBe(expected);
    if (decision.kind !== "keep") expect(decision.expiresAt).toEqual(day(30));
  });
  test("a shorter validity takes nothing from a relation that stands", () => {
    const short = policy("last_touch", { validDays: 5 });
    expect(decideBinding(short, bound(A, 1), { promoterId: A, now: NOW })).toEqual({ kind: "keep" });
  });
  test("no protection: the newest wins at once", () => {
    const open = policy("protected", { protectDays: 0 });
    expect(decideBinding(open, bound(A, 0), { promoterId: B, now: NOW }).kind).toBe("begin");
  });
});

describe("touch", () => {
  type Visitor = NonNullable<TouchFacts["visitor"]>;
  const share = (extra: Partial<NonNullable<TouchFacts["share"]>> = {}) => ({
    ownerId: A,
    expiresAt: day(1),
    active: true,
    ...extra,
  });
  const visitor = (extra: Partial<Visitor> = {}): Visitor => ({
    id: 9n,
    isPromoter: false,
    standing: null,
    ...extra,
  });
  const standing = { promoterId: B, boundAt: day(-1), expiresAt: day(29) };
  const gone = share({ expiresAt: NOW });
  const idle = share({ active: false });
  const self = visitor({ id: A, isPromoter: true });
  // share | visitor | result | counts as a visit
  const cases: [TouchFacts["share"], TouchFacts["visitor"], string, boolean][] = [
    [null, self, "unknown", false],
    [null, null, "unknown", false],
    [share({ expiresAt: NOW, active: false }), self, "expired", false],
    [gone, null, "expired", false],
    [idle, self, "own", false],
    [idle, visitor({ isPromoter: true }), "promoter", true],
    [share(), visitor({ isPromoter: true, standing }), "promoter", true],
    [idle, visitor(), "inactive", true],
    [idle, null, "inactive", true],
    [share(), null, "noted", true],
    [share(), visitor({ standing }), "kept", true],
    [share(), visitor(), "bound", true],
    [share(), visitor({ standing: { ...standing, expiresAt: NOW } }), "bound", true],
  ];
  test.each(cases)("%o by %o → %s", (what, who, result, counts) => {
    const answer = decideTouch({ share: what, visitor: who }, { policy: policy("first_touch"), now: NOW });
    expect([answer.result, answer.counts]).toEqual([result, counts]);
    expect("change" in answer).toBe(result === "bound");
  });
  test("a renewal says kept and carries the change", () => {
    const own = visitor({ standing: { ...standing, promoterId: A } });
    const p = { policy: policy("last_touch"), now: NOW };
    expect(decideTouch({ share: share(), visitor: own }, p)).toEqual({
      result: "kept",
      counts: true,
      change: { kind: "renew", expiresAt: day(30) },
    });
  });
});

describe("share", () => {
  test.each([
    ["none", "promoter_needed"],
    ["frozen", "promoter_frozen"],
    ["closed", "promoter_closed"],
    ["outdated", "agreement_outdated"],
    ["active", null],
  ] as const)("%s → %s", (standing, refusal) => {
    expect(refuseSharing(standing)).toBe(refusal);
  });
  test.each([
    [0, true],
    [89.999, true],
    [90, false],
    [180, false],
    [200, false],
  ])("of 180 days, after %d: fresh is %s", (days, fresh) => {
    const share = { createdAt: day(-days), expiresAt: shareExpiry(day(-days), 180) };
    expect(isStillFresh(share, NOW)).toBe(fresh);
  });
  test.each([
    ["card", 12n, null, "/catalog/product/index?id=12&s=Ab3dE6gH"],
    ["card", null, 7n, "/page/topic/index?id=7&s=Ab3dE6gH"],
    ["code", null, null, "/page/home/index?s=Ab3dE6gH"],
    ["invite", null, null, "/promoter/apply/index?s=Ab3dE6gH"],
  ] as const)("%s of product %s or page %s leads to %s", (channel, productId, pageId, path) => {
    expect(sharePath({ channel, productId, pageId }, "Ab3dE6gH")).toBe(path);
  });
});
