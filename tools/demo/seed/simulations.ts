/** One 方案试算 that the owner has asked for: the worker of the new shop computes it on the shop's own past. */
import { describeRule, lastDays, type Plan } from "@banyan/domain";
import { businessDate } from "@banyan/kernel";
import type pg from "pg";

const DAYS = 30;
/** The newest versions that are not at work: the draft for the end of the year, and what was tried at first. */
const CANDIDATES = 2;

interface PlanRow {
  version: string;
  name: string;
  state: string;
  body: Plan;
}

export async function seedSimulation(
  client: pg.ClientBase,
  p: { ownerId: bigint; now: Date },
): Promise<void> {
  const plans = (
    await client.query<PlanRow>("SELECT version, name, state, body FROM plan ORDER BY version DESC")
  ).rows;
  const active = plans.find(({ state }) => state === "active");
  const others = plans.filter(({ state, body }) => state !== "active" && body.rules.length > 0);
  if (!active) throw new Error("no plan is active");
  const names = await readNames(client);
  const stored = [active, ...others.slice(0, CANDIDATES)].map(({ version, name, body }) => ({
    ...{ version: Number(version), name, body },
    sentences: body.rules.map((rule) =>
      describeRule(rule, {
        target: (_, target) => names.categories[target] ?? target,
        tier: (tier) => names.tiers[tier] ?? tier,
      }),
    ),
  }));
  const { from, to } = lastDays(DAYS, businessDate(p.now));
  await client.query(
    `INSERT INTO simulation (staff_id, request_key, from_date, to_date, plans, created_at)
     VALUES ($1, 'demo-simulation-of-the-past', $2, $3, $4, $5)`,
    [String(p.ownerId), from, to, JSON.stringify(stored), p.now],
  );
}

interface Names {
  categories: Record<string, string>;
  tiers: Record<string, string>;
}

async function readNames(client: pg.ClientBase): Promise<Names> {
  const result = await client.query<Names>(
    `SELECT (SELECT jsonb_object_agg(id, name) FROM category) AS categories,
       (SELECT jsonb_object_agg(id, name) FROM tier) AS tiers`,
  );
  return result.rows[0] ?? { categories: {}, tiers: {} };
}
