/**
 * SQL of moving promoters by rules: each step is one statement for all of them, however many. Whatever was changed by hand in the
 * meantime stands: the conditions are looked at again on the row itself.
 */
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import { type MovedRow, moveAsFound, readFound } from "./change-store.ts";

type Query = Kysely<Tables>;

/** What a rule asks for, as a parameter: a preview has other rules than the tables. */
export interface AskedRow {
  days: number;
  match: "all" | "any";
  own_sales_fen: number | null;
  own_orders: number | null;
  team_sales_fen: number | null;
  team_orders: number | null;
}
export interface UpgradeRow extends AskedRow {
  tier_id: string;
  rank: number;
}
export interface KeepRow extends AskedRow {
  tier_id: string;
  cycle: "month" | "days";
  /** Where whoever fails goes. */
  to_id: string;
  /** Whoever would rise into it today keeps it, or they would fall and rise again. */
  upgrade: AskedRow | null;
}

const ASKED = sql`days int, match text, own_sales_fen bigint, own_orders int, team_sales_fen bigint, team_orders int`;

/** Whether figures `f` meet rule `r`; what is not asked for is NULL. */
const meets = (r: RawBuilder<unknown>, f: RawBuilder<unknown>) => sql`
  CASE ${r}.match WHEN 'all'
    THEN coalesce(${f}.own_sales_fen >= ${r}.own_sales_fen, true) AND coalesce(${f}.own_orders >= ${r}.own_orders, true)
      AND coalesce(${f}.team_sales_fen >= ${r}.team_sales_fen, true) AND coalesce(${f}.team_orders >= ${r}.team_orders, true)
    ELSE coalesce(${f}.own_sales_fen >= ${r}.own_sales_fen, false) OR coalesce(${f}.own_orders >= ${r}.own_orders, false)
      OR coalesce(${f}.team_sales_fen >= ${r}.team_sales_fen, false) OR coalesce(${f}.team_orders >= ${r}.team_orders, false) END`;

/** Sums of `promoter_day d`. */
export const SUMS = sql`coalesce(sum(d.own_sales_fen), 0)::bigint AS own_sales_fen, coalesce(sum(d.own_orders), 0)::int AS own_orders,
  coalesce(sum(d.own_sales_fen + d.invited_sales_fen), 0)::bigint AS team_sales_fen,
  coalesce(sum(d.own_orders + d.invited_orders), 0)::int AS team_orders`;
const FACTS = (
  days: RawBuilder<unknown>,
) => sql`jsonb_build_object('days', ${days}, 'own_sales_fen', f.own_sales_fen,
  'own_orders', f.own_orders, 'team_sales_fen', f.team_sales_fen, 'team_orders', f.team_orders)`;

/**
 * Whom rules may move: neither frozen, nor a seed, nor pinned by the operator. As CASE, because PostgreSQL takes three conditions that
 * hold for nearly everybody for ones that hold for nobody, and joins 20,000 promoters with each other: 30 s and more against 0.7 s.
 */
const FREE = sql`CASE WHEN p.state <> 'active' THEN false WHEN p.tier_mode = 'pinned' THEN p.tier_until <= clock.now
  ELSE p.tier_mode = 'rule' END`;
const TO_RULE = sql`tier_mode = 'rule', tier_until = NULL, tier_fallback_id = NULL`;

/**
 * Who has reached a higher tier; of several, the highest. Rules of one span share their sums. Nothing asked for is below one, so whoever
 * has no day in the span meets nothing.
 */
const risers = (rules: readonly UpgradeRow[]) => sql`
  step AS (
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) AS r (tier_id bigint, rank int, ${ASKED})),
  figure AS MATERIALIZED (
    SELECT d.owner_id, s.days, ${SUMS}
    FROM (SELECT DISTINCT days FROM step) s, clock, promoter_day d
    WHERE d.business_date > clock.today - s.days AND d.business_date <= clock.today
    GROUP BY d.owner_id, s.days),
  rising AS (
    SELECT DISTINCT ON (p.owner_id) p.owner_id, p.tier_id AS from_id, step.tier_id AS to_id, ${FACTS(sql`f.days`)} AS facts
    FROM figure f JOIN step ON step.days = f.days JOIN promoter p ON p.owner_id = f.owner_id JOIN tier t ON t.id = p.tier_id
      CROSS JOIN clock
    WHERE step.rank > t.rank AND ${FREE} AND ${meets(sql`step`, sql`f`)}
    ORDER BY p.owner_id, step.rank DESC)`;

const FIRST_OF_MONTH = (day: RawBuilder<unknown>) =>
  sql`(date_trunc('month', ${day} - 1) + interval '1 month')::date`;

/** Whose test is due, with what they have sold in the days before it; the days of the test are those of domain's dueKeepTest. */
const tested = (rules: readonly KeepRow[]) => sql`
  rule AS (
    SELECT r.*, u.days AS rise_days FROM jsonb_to_recordset(${JSON.stringify(rules)}::jsonb)
        AS r (tier_id bigint, cycle text, to_id bigint, upgrade jsonb, ${ASKED})
      CROSS JOIN LATERAL (SELECT (r.upgrade ->> 'days')::int AS days) u),
  standing AS (
    SELECT p.owner_id, p.tier_id AS from_id, p.tier_since, p.tier_kept_on, rule.*,
      CASE rule.cycle WHEN 'days' THEN coalesce(p.tier_kept_on, since.day) + rule.days
        ELSE ${FIRST_OF_MONTH(sql`coalesce(p.tier_kept_on + 1, since.day + rule.days)`)} END AS next_on
    FROM promoter p JOIN rule ON rule.tier_id = p.tier_id CROSS JOIN clock
      CROSS JOIN LATERAL (SELECT business_date(coalesce(p.tier_since, p.approved_at)) AS day) since
    WHERE ${FREE}),
  due AS (
    SELECT s.*, CASE s.cycle WHEN 'days' THEN s.next_on + (clock.today - s.next_on) / s.days * s.days
      ELSE date_trunc('month', clock.today)::date END AS test_on
    FROM standing s CROSS JOIN clock WHERE s.next_on <= clock.today),
  tested AS MATERIALIZED (
    SELECT due.owner_id, due.from_id, due.to_id, due.tier_since, due.tier_kept_on, due.test_on, ${FACTS(sql`due.days`)} AS facts,
      ${meets(sql`due`, sql`f`)} OR coalesce(${meets(sql`rise`, sql`risen`)}, false) AS kept
    FROM due CROSS JOIN clock
      CROSS JOIN LATERAL (
        SELECT ${SUMS} FROM promoter_day d
        WHERE d.owner_id = due.owner_id AND d.business_date >= due.test_on - due.days AND d.business_date < due.test_on) f
      LEFT JOIN LATERAL jsonb_to_record(due.upgrade) AS rise (${ASKED}) ON due.upgrade IS NOT NULL
      CROSS JOIN LATERAL (
        SELECT ${SUMS} FROM promoter_day d
        WHERE d.owner_id = due.owner_id AND d.business_date > clock.today - due.rise_days AND d.business_date <= clock.today) risen)`;

const SEEDS_OVER = sql`
  over AS (
    SELECT p.owner_id, p.tier_id AS from_id, p.tier_fallback_id AS to_id, '{}'::jsonb AS facts
    FROM promoter p CROSS JOIN clock WHERE p.tier_mode = 'seed' AND p.tier_until <= clock.now)`;

/** Whose seed tier is over goes to the fall-back. */
export function endSeeds(tx: Tx): Promise<MovedRow[]> {
  const moved = sql`
    UPDATE promoter p SET tier_id = over.to_id, tier_since = clock.now, tier_kept_on = NULL, ${TO_RULE}
    FROM over, clock
    WHERE p.owner_id = over.owner_id AND p.tier_id = over.from_id AND p.tier_fallback_id = over.to_id AND p.tier_mode = 'seed'
      AND p.tier_until <= clock.now
    RETURNING p.owner_id, over.from_id, over.to_id, over.facts`;
  return moveAsFound(tx, { before: SEEDS_OVER, moved, cause: "seed_ended" });
}

/** Whoever reached a higher tier goes there at once. */
export function raise(tx: Tx, rules: readonly UpgradeRow[]): Promise<MovedRow[]> {
  const moved = sql`
    UPDATE promoter p SET tier_id = rising.to_id, tier_since = clock.now, tier_kept_on = NULL, ${TO_RULE}
    FROM rising, clock WHERE p.owner_id = rising.owner_id AND p.tier_id = rising.from_id AND ${FREE}
    RETURNING p.owner_id, rising.from_id, rising.to_id, rising.facts`;
  return moveAsFound(tx, { before: risers(rules), moved, cause: "upgrade" });
}

/** Tests that are due: passed, the day is kept; failed, the promoter goes down. */
export function testKept(tx: Tx, rules: readonly KeepRow[]): Promise<MovedRow[]> {
  const done = sql`
    UPDATE promoter p SET tier_id = CASE WHEN tested.kept THEN p.tier_id ELSE tested.to_id END,
      tier_since = CASE WHEN tested.kept THEN p.tier_since ELSE clock.now END,
      tier_kept_on = CASE WHEN tested.kept THEN tested.test_on END, ${TO_RULE}
    FROM tested, clock
    WHERE p.owner_id = tested.owner_id AND p.tier_id = tested.from_id AND p.tier_since IS NOT DISTINCT FROM tested.tier_since
      AND p.tier_kept_on IS NOT DISTINCT FROM tested.tier_kept_on AND ${FREE}
    RETURNING p.owner_id, tested.from_id, tested.to_id, tested.facts, tested.kept`;
  return moveAsFound(tx, {
    before: sql`${tested(rules)}, done AS (${done})`,
    moved: sql`SELECT owner_id, from_id, to_id, facts FROM done WHERE NOT kept`,
    cause: "not_kept",
  });
}

/** What `endSeeds`, `raise` and `testKept` would do now to promoters as they stand; nothing is changed. */
export async function previewMoves(
  query: Query,
  rules: { upgrades: readonly UpgradeRow[]; keeps: readonly KeepRow[] },
): Promise<MovedRow[]> {
  const falling = sql`
    SELECT owner_id, from_id, to_id, facts FROM tested
    WHERE NOT kept AND NOT EXISTS (SELECT FROM rising WHERE rising.owner_id = tested.owner_id)`;
  const steps = await Promise.all([
    readFound(query, { before: SEEDS_OVER, found: sql`SELECT * FROM over`, cause: "seed_ended" }),
    readFound(query, { before: risers(rules.upgrades), found: sql`SELECT * FROM rising`, cause: "upgrade" }),
    readFound(query, {
      before: sql`${risers(rules.upgrades)}, ${tested(rules.keeps)}`,
      found: falling,
      cause: "not_kept",
    }),
  ]);
  return steps.flat();
}
