/** Promoters, relations and plans that stand already, for tests that begin there: rows as approval and binding write them. */
import type { Plan } from "@banyan/domain";
import { newKey } from "./people.ts";
import type { Shop } from "./shop.ts";

/** Half a plan is enough: the rest is depth 2, no 自购, a wide cap. */
export async function usePlan(shop: Shop, plan: Partial<Plan>): Promise<void> {
  const { plan: plans } = shop.owner.api.console;
  const { plans: known } = await plans.list();
  await plans.publish({
    request_key: newKey(),
    name: "测试方案",
    replaces: known.find(({ state }) => state === "active")?.version ?? 0,
    acknowledge: true,
    body: {
      depth: 2,
      self_purchase: "none",
      cap_bps: 5000,
      exclude: [],
      promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
      team_bonus: null,
      rules: [],
      ...plan,
    } as Parameters<typeof plans.publish>[0]["body"],
  });
  await Promise.all([shop.services.versions.refresh(), shop.workerServices.versions.refresh()]);
}

/** "10 %, 3 %, …" of the base at positions 1, 2, 3. */
export function ratesOf(...bps: number[]): Plan["rules"] {
  return bps.map((rate_bps, index) => ({
    id: `p${index + 1}`,
    scope: "all" as const,
    position: (index + 1) as 1 | 2 | 3,
    rate_bps,
  }));
}

interface Person {
  id: string;
}

/** Makes a person an approved promoter. @param inviter who must be one already */
export async function makePromoter(
  shop: Shop,
  person: Person,
  p: { inviter?: Person; tier?: string } = {},
): Promise<void> {
  await shop.sql(
    `INSERT INTO promoter (owner_id, tier_id, path, agreement_version, agreed_at, approved_at, approved_date)
     SELECT $1, coalesce((SELECT id FROM tier WHERE name = $3), (SELECT id FROM tier ORDER BY rank LIMIT 1)),
       coalesce((SELECT owner_id || path FROM promoter WHERE owner_id = $2), '{}'), 1, business_now(), business_now(),
       business_date(business_now())`,
    [person.id, p.inviter?.id ?? null, p.tier ?? null],
  );
  await shop.sql("INSERT INTO account (owner_id) VALUES ($1)", [person.id]);
}

/** Binds a customer to a promoter for 30 days. */
export async function bind(shop: Shop, customer: Person, promoter: Person): Promise<void> {
  await shop.sql(
    `INSERT INTO binding (customer_id, promoter_id, bound_at, expires_at)
     VALUES ($1, $2, business_now(), business_now() + interval '30 days')`,
    [customer.id, promoter.id],
  );
}

/** "estimated held available withdrawing debt" in fen. */
export async function balancesOf(shop: Shop, person: Person): Promise<string> {
  const [row] = await shop.sql<{ text: string }>(
    `SELECT concat_ws(' ', estimated_fen, held_fen, available_fen, withdrawing_fen, debt_fen) AS text
     FROM account WHERE owner_id = $1`,
    [person.id],
  );
  return row?.text ?? "none";
}
