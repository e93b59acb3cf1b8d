/** 佣金方案 of the demo shop: two positions, 自购省, less for what costs as much as a car, nothing for silver. */
import { BLANK_PLAN, checkPlan, type Plan, type PlanRule, preparePlan } from "@banyan/domain";
import type { CurrentPlan } from "@banyan/server/plan/current.ts";
import { LEGAL_NOTICE } from "@banyan/server/plan/words.ts";
import type pg from "pg";
import type { DemoPromoter } from "../catalogue/promoting.ts";
import type { SeededCatalog } from "./catalog.ts";

/** Ids of the tiers, as members of a chain and rules of a plan name them. */
export type TierIds = Readonly<Record<DemoPromoter["tier"], string>>;

const DAY_MS = 86_400_000;
/** Before the first order of the past, so that one plan stands behind all of it. */
const ACTIVE_DAYS = 82;
const NAME = "山货推广方案";
/** What the shop began with: one rate for everybody, less for tea. Two months of it were enough. */
const TRIED_NAME = "开店试行方案";
const TRIED_DAYS = 58;
const DRAFT_NAME = "双十二方案（待试算）";

/** Retires the plan that a new shop starts with, tells what was tried before, and puts the demo's to work; a draft waits beside it. */
export async function seedPlan(
  client: pg.ClientBase,
  catalog: SeededCatalog,
  p: { ownerId: bigint; now: Date },
): Promise<{ plan: CurrentPlan; tiers: TierIds }> {
  const tiers = await readTiers(client);
  const body = planBody(catalog, tiers);
  mustHold(body, catalog, tiers);
  const at = new Date(p.now.getTime() - ACTIVE_DAYS * DAY_MS);
  const tried = new Date(at.getTime() - TRIED_DAYS * DAY_MS);
  const opened = new Date(tried.getTime() - DAY_MS);
  await client.query(
    "UPDATE plan SET state = 'retired', created_at = $1, changed_at = $1, activated_at = $1, retired_at = $2 WHERE state = 'active'",
    [opened, tried],
  );
  await client.query(
    `INSERT INTO plan (name, state, body, staff_id, created_at, changed_at, activated_at, retired_at)
     VALUES ($1, 'retired', $2, $3, $4, $4, $4, $5)`,
    [TRIED_NAME, JSON.stringify(triedBody(catalog)), String(p.ownerId), tried, at],
  );
  const made = await client.query<{ version: string }>(
    `INSERT INTO plan (name, state, body, staff_id, acknowledged_by, acknowledged_at, acknowledged_text, activated_at, created_at,
       changed_at)
     VALUES ($1, 'active', $2, $3, $3, $4, $5, $4, $4, $4) RETURNING version`,
    [NAME, JSON.stringify(body), String(p.ownerId), at, LEGAL_NOTICE],
  );
  const version = BigInt(made.rows[0]?.version ?? 0);
  await seedDraft(client, draftBody(body, catalog), { ...p, version });
  await client.query("UPDATE page_version SET version = version + 1");
  return { plan: { version, name: NAME, plan: body, prepared: preparePlan(body) }, tiers };
}

/** What the owner thinks of for the end of the year: nobody has put it to work. */
async function seedDraft(
  client: pg.ClientBase,
  body: Plan,
  p: { ownerId: bigint; now: Date; version: bigint },
): Promise<void> {
  const changed = new Date(p.now.getTime() - 2 * DAY_MS);
  await client.query(
    `INSERT INTO plan (name, state, body, staff_id, based_on, revision, created_at, changed_at)
     VALUES ($1, 'draft', $2, $3, $4, 3, $5, $5)`,
    [DRAFT_NAME, JSON.stringify(body), String(p.ownerId), String(p.version), changed],
  );
}

async function readTiers(client: pg.ClientBase): Promise<TierIds> {
  const rows = (await client.query<{ id: string; name: string }>("SELECT id, name FROM tier")).rows;
  const idOf = (name: DemoPromoter["tier"]): string => {
    const row = rows.find((one) => one.name === name);
    if (!row) throw new Error(`no tier is called ${name}`);
    return row.id;
  };
  return { 推广员: idOf("推广员"), 经销商: idOf("经销商"), 代理商: idOf("代理商") };
}

function planBody(catalog: SeededCatalog, tiers: TierIds): Plan {
  const category = (key: string): string => String(catalog.categories.get(key));
  const dear = ["study", "timber"].flatMap((key): PlanRule[] => {
    const place = { scope: "category", target: category(key) } as const;
    return [
      { id: `${key}-1`, ...place, position: 1, rate_bps: 300 },
      { id: `${key}-2`, ...place, position: 2, rate_bps: 100 },
      { id: `${key}-self`, ...place, position: "self", rate_bps: 200 },
    ];
  });
  return {
    depth: 2,
    self_purchase: "discount",
    cap_bps: 3000,
    rules: [
      { id: "all-1", scope: "all", position: 1, rate_bps: 1000 },
      { id: "all-1-经销商", scope: "all", position: 1, tier: tiers.经销商, rate_bps: 1200 },
      { id: "all-1-代理商", scope: "all", position: 1, tier: tiers.代理商, rate_bps: 1500 },
      { id: "all-2", scope: "all", position: 2, rate_bps: 300 },
      { id: "all-self-推广员", scope: "all", position: "self", tier: tiers.推广员, rate_bps: 600 },
      { id: "all-self-经销商", scope: "all", position: "self", tier: tiers.经销商, rate_bps: 800 },
      { id: "all-self-代理商", scope: "all", position: "self", tier: tiers.代理商, rate_bps: 1000 },
      ...dear,
    ],
    exclude: [{ scope: "category", target: category("silver") }],
    promotions: { flash_sale: "share", group_buy: "share_and_self" },
    team_bonus: null,
  };
}

function triedBody(catalog: SeededCatalog): Plan {
  return {
    ...BLANK_PLAN,
    cap_bps: 1500,
    rules: [
      { id: "all-1", scope: "all", position: 1, rate_bps: 800 },
      {
        id: "tea-1",
        scope: "category",
        target: String(catalog.categories.get("tea")),
        position: 1,
        rate_bps: 500,
      },
    ],
  };
}

/** More for whoever sells, coffee first, nothing on flash sales, and a lower cap to pay for it. */
function draftBody(active: Plan, catalog: SeededCatalog): Plan {
  const coffee = { scope: "category", target: String(catalog.categories.get("coffee")) } as const;
  return {
    ...active,
    cap_bps: 2500,
    rules: [
      ...active.rules.map((rule) => (rule.id === "all-1" ? { ...rule, rate_bps: 1200 } : rule)),
      { id: "coffee-1", ...coffee, position: 1, rate_bps: 1500 },
      { id: "coffee-2", ...coffee, position: 2, rate_bps: 500 },
    ],
    promotions: { flash_sale: "none", group_buy: "share_and_self" },
  };
}

/** What the console would refuse or warn of has no place in a demo. */
function mustHold(body: Plan, catalog: SeededCatalog, tiers: TierIds): void {
  const categories = new Set([...catalog.categories.values()].map(String));
  const check = checkPlan(body, {
    tiers: new Set(Object.values(tiers)),
    knowsTarget: (scope, target) => scope === "category" && categories.has(target),
  });
  if (check.refusals.length > 0 || check.warnings.length > 0)
    throw new Error(`the demo's plan does not hold: ${JSON.stringify(check, textOfBigint)}`);
}

function textOfBigint(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
