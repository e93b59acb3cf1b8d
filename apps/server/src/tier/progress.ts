/** Where a promoter stands, how far the next tier is, and what keeps this one. */
import type { PromoterTier, RefusalCode, Tier, TierGoal } from "@banyan/contract";
import {
  describeCondition,
  type KeepRule,
  nextKeepTest,
  plusDays,
  TIER_WORDS,
  type TierCondition,
  type TierWords,
  tierProgress,
} from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { rightsOf, rulesOf } from "./ladder.ts";
import { type SpanFigures, type StandingRow, selectStanding, sumSpans } from "./progress-store.ts";
import { promoterWords } from "./words.ts";

interface Span {
  from: string;
  to: string;
}

/** In the words of the promoter. Two statements. @throws Refusal promoter_needed */
export async function myTier(services: Services, ownerId: bigint): Promise<PromoterTier> {
  const { partner_name } = await services.settings.get("promoter");
  return progressOf(services, ownerId, { words: promoterWords(partner_name), missing: "promoter_needed" });
}

/** In the words of the console. Two statements. @throws Refusal not_found */
export function tierOfPromoter(services: Services, ownerId: bigint): Promise<PromoterTier> {
  return progressOf(services, ownerId, { words: TIER_WORDS, missing: "not_found" });
}

async function progressOf(
  services: Services,
  ownerId: bigint,
  how: { words: TierWords; missing: RefusalCode },
): Promise<PromoterTier> {
  const { query } = services.database;
  const rows = await selectStanding(query, ownerId);
  const at = rows.findIndex((row) => row.mine !== null);
  const here = rows[at];
  if (!here?.mine) return refuse(how.missing);
  const above = rows.slice(at + 1).find((row) => row.upgrade !== null);
  const rise = above && rulesOf(above).upgrade;
  const keep = at === 0 ? null : rulesOf(here).keep;
  const test = keep && testOf(keep, here.mine);
  const spans = [
    ...(rise ? [{ from: plusDays(here.today, 1 - rise.days), to: here.today }] : []),
    ...(test ? [test.span] : []),
  ];
  const sums = await sumSpans(query, ownerId, spans);
  const goal = (rule: TierCondition, nth: number) => goalOf(rule, spans[nth], sums[nth], how.words);
  const nameOf = (id: string | null) => rows.find((row) => String(row.id) === id)?.name ?? null;
  return {
    tier: tierOf(here),
    since: new Date(here.mine.since).toISOString(),
    mode: here.mine.mode,
    until: here.mine.until && new Date(here.mine.until).toISOString(),
    fallback_name: nameOf(here.mine.fallback_id),
    rights: rightsOf(here),
    next: above && rise ? { tier: tierOf(above), goal: goal(rise, 0) } : null,
    keep:
      keep && test
        ? {
            test_on: test.on,
            otherwise: nameOf(keep.fallback_id ?? null) ?? rows[at - 1]?.name ?? "",
            goal: goal(keep, rise ? 1 : 0),
          }
        : null,
    ladder: rows.map((row, nth) => ({
      ...tierOf(row),
      current: nth === at,
      sentence: row.upgrade && describeCondition(row.upgrade, how.words),
      rights: rightsOf(row),
    })),
  };
}

const tierOf = ({ id, name, rank }: StandingRow): Tier => ({ id: String(id), name, rank });

/** The test that comes: the days that it looks back on end the day before. */
function testOf(keep: KeepRule, mine: NonNullable<StandingRow["mine"]>): { on: string; span: Span } {
  const on = nextKeepTest(keep, { since: mine.since_date, keptOn: mine.kept_on });
  return { on, span: { from: plusDays(on, -keep.days), to: plusDays(on, -1) } };
}

function goalOf(
  rule: TierCondition,
  span: Span | undefined,
  sums: SpanFigures | undefined,
  words: TierWords,
): TierGoal {
  if (!span || !sums) throw new Error("a goal has a span with its sums");
  const { steps, met } = tierProgress(rule, {
    own_sales: sums.own_sales_fen,
    own_orders: BigInt(sums.own_orders),
    team_sales: sums.team_sales_fen,
    team_orders: BigInt(sums.team_orders),
  });
  return {
    match: rule.match,
    sentence: describeCondition(rule, words),
    ...span,
    steps: steps.map((step) => ({ ...step, need: toWire(step.need), have: toWire(step.have) })),
    met,
  };
}
