/** Simulations as the console shows them. */
import type { ConsoleSimulation, PlanBody, SimulationResult, SimulationRow } from "@banyan/contract";
import { NO_CATEGORY } from "@banyan/domain";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { pageOf } from "../http/cursor.ts";
import { refuse } from "../http/refusal.ts";
import { type ResultNames, readResultNames } from "./line-facts-store.ts";
import type { StoredResult } from "./result.ts";
import { listSimulations, readSimulation, type SimulationRow as StoredRow } from "./store.ts";

const POSITION_NAMES: Record<string, string> = {
  self: "自购",
  "1": "第 1 位",
  "2": "第 2 位",
  "3": "第 3 位",
};

/** Newest first; one statement. */
export async function listRows(query: Kysely<Tables>, beforeId: bigint | null, limit: number) {
  const rows = await listSimulations(query, { beforeId, limit: limit + 1 });
  return pageOf(rows, limit, (row) => [row.id], rowOf);
}

/** @throws Refusal not_found */
export async function loadRow(query: Kysely<Tables>, id: bigint): Promise<SimulationRow> {
  return rowOf((await readSimulation(query, id)) ?? refuse("not_found"));
}

/** One statement, and one more for the names where there is a result. @throws Refusal not_found */
export async function loadSimulation(query: Kysely<Tables>, id: bigint): Promise<ConsoleSimulation> {
  const row = (await readSimulation(query, id)) ?? refuse("not_found");
  return {
    simulation: rowOf(row),
    bodies: row.bodies.map(({ body, sentences }) => ({ body: body as PlanBody, sentences })),
    result: row.result && named(row.result, await readResultNames(query, idsIn(row.result))),
  };
}

function rowOf(row: StoredRow): SimulationRow {
  return {
    id: String(row.id),
    staff_name: row.staff_name,
    state: row.state,
    from: row.from_date,
    to: row.to_date,
    plans: row.plans,
    done: row.done,
    total: row.total,
    ahead: row.ahead,
    error: row.error,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
    headline: row.headline,
  };
}

function idsIn(result: StoredResult): { products: string[]; promoters: string[] } {
  const sides = result.plans.flatMap(({ against }) => (against ? [against.winners, against.losers] : []));
  const shares = result.worst.flatMap((line) => line.plans.flatMap((plan) => plan.shares));
  return {
    products: result.by_product.map(({ key }) => key).filter((key) => /^[0-9]+$/.test(key)),
    promoters: [
      ...sides.flatMap(({ top }) => top.map(({ promoter }) => promoter.id)),
      ...shares.map(({ promoter }) => promoter.id),
    ],
  };
}

function named({ headline: _headline, ...result }: StoredResult, names: ResultNames): SimulationResult {
  const of = (slices: SimulationResult["by_tier"], known: Record<string, string>) =>
    slices.map((slice) => ({ ...slice, name: known[slice.key] ?? unknownName(slice.key) }));
  const person = ({ id }: { id: string }) => ({ id, nickname: names.nicknames[id] ?? "" });
  const side = (one: NonNullable<SimulationResult["plans"][number]["against"]>["winners"]) => ({
    ...one,
    top: one.top.map((each) => ({ ...each, promoter: person(each.promoter) })),
  });
  return {
    ...result,
    by_position: of(result.by_position, POSITION_NAMES),
    by_tier: of(result.by_tier, names.tiers),
    by_root: of(result.by_root, names.categories),
    by_leaf: of(result.by_leaf, names.categories),
    by_product: of(result.by_product, names.products),
    plans: result.plans.map((plan) => ({
      ...plan,
      against: plan.against && {
        ...plan.against,
        winners: side(plan.against.winners),
        losers: side(plan.against.losers),
      },
    })),
    worst: result.worst.map((line) => ({
      ...line,
      plans: line.plans.map((plan) => ({
        ...plan,
        shares: plan.shares.map((share) => ({
          ...share,
          promoter: person(share.promoter),
          tier_name: names.tiers[share.tier_name] ?? share.tier_name,
        })),
      })),
    })),
  };
}

function unknownName(key: string): string {
  if (key === NO_CATEGORY) return "没有分类";
  return key === "rest" ? "其余商品" : `编号 ${key}`;
}
