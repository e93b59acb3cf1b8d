import { DAY_MS, later } from "@banyan/kernel";

/** The instant at which the after-sale period ends: from then on no request is taken. null before receipt: no end yet. */
export function aftersaleUntil(receivedAt: Date | null, aftersaleDays: number): Date | null {
  return receivedAt === null ? null : later(receivedAt, aftersaleDays * DAY_MS);
}

export function aftersaleOver(receivedAt: Date | null, p: { now: Date; aftersaleDays: number }): boolean {
  const until = aftersaleUntil(receivedAt, p.aftersaleDays);
  return until !== null && p.now.getTime() >= until.getTime();
}
