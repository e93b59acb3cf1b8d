/** SQL of the console's plan page. A version's body never changes; publishing retires the one before in the same transaction. */
import type { Plan } from "@banyan/domain";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface ConsolePlanRow {
  version: bigint;
  name: string;
  state: "active" | "retired";
  body: Plan;
  staff_name: string | null;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
  acknowledged_text: string;
  activated_at: Date;
  retired_at: Date | null;
  order_count: number;
}

/** Newest first; one statement. @param version null for all */
export async function selectPlans(query: Kysely<Tables>, version: bigint | null): Promise<ConsolePlanRow[]> {
  const result = await sql<ConsolePlanRow>`
    SELECT p.version, p.name, p.state, p.body, s.name AS staff_name, a.name AS acknowledged_by, p.acknowledged_at,
      p.acknowledged_text, p.activated_at, p.retired_at,
      (SELECT count(*)::int FROM orders o WHERE o.created_at >= p.activated_at
        AND (p.retired_at IS NULL OR o.created_at < p.retired_at)) AS order_count
    FROM plan p LEFT JOIN staff s ON s.id = p.staff_id LEFT JOIN staff a ON a.id = p.acknowledged_by
    WHERE ${version}::bigint IS NULL OR p.version = ${version}::bigint
    ORDER BY p.version DESC LIMIT 100`.execute(query);
  return result.rows;
}

/** Retires the active version when it is still the one that was seen. @returns false when another was put to work meanwhile */
export async function retirePlan(tx: Tx, version: bigint, at: Date): Promise<boolean> {
  const result = await sql`
    UPDATE plan SET state = 'retired', retired_at = ${at} WHERE version = ${version} AND state = 'active'`.execute(
    tx,
  );
  return result.numAffectedRows === 1n;
}

export async function insertPlan(
  tx: Tx,
  row: {
    name: string;
    body: Plan;
    staffId: bigint;
    requestKey: string;
    at: Date;
    /** The text an owner agreed to; null where none is needed. */
    acknowledgement: string | null;
  },
): Promise<bigint> {
  const acknowledged = row.acknowledgement !== null;
  const result = await sql<{ version: bigint }>`
    INSERT INTO plan (name, state, body, staff_id, acknowledged_by, acknowledged_at, acknowledged_text, request_key, activated_at)
    VALUES (${row.name}, 'active', ${JSON.stringify(row.body)}::jsonb, ${row.staffId},
      ${acknowledged ? row.staffId : null}::bigint, ${acknowledged ? row.at : null}::timestamptz, ${row.acknowledgement ?? ""},
      ${row.requestKey}, ${row.at})
    RETURNING version`.execute(tx);
  return result.rows[0]?.version ?? 0n;
}

export async function findPlanByRequest(query: Kysely<Tables>, requestKey: string): Promise<bigint | null> {
  const result = await sql<{ version: bigint }>`
    SELECT version FROM plan WHERE request_key = ${requestKey}`.execute(query);
  return result.rows[0]?.version ?? null;
}

/** What a plan may name, with the Chinese of it: tiers, categories, products and SKUs that it speaks of. One statement. */
export interface PlanNamesRow {
  tiers: Record<string, string>;
  categories: Record<string, string>;
  products: Record<string, string>;
  skus: Record<string, string>;
}

export async function readPlanNames(
  query: Kysely<Tables>,
  ids: { products: readonly string[]; skus: readonly string[] },
): Promise<PlanNamesRow> {
  const result = await sql<PlanNamesRow>`
    SELECT coalesce((SELECT jsonb_object_agg(id, name) FROM tier), '{}') AS tiers,
      coalesce((SELECT jsonb_object_agg(id, name) FROM category), '{}') AS categories,
      coalesce((SELECT jsonb_object_agg(id, name) FROM product WHERE id = ANY (${[...ids.products]}::bigint[])), '{}') AS products,
      coalesce((SELECT jsonb_object_agg(s.id, p.name || ' ' || array_to_string(ARRAY(SELECT jsonb_array_elements_text(s.spec)), ' '))
        FROM sku s JOIN product p ON p.id = s.product_id WHERE s.id = ANY (${[...ids.skus]}::bigint[])), '{}') AS skus`.execute(
    query,
  );
  return result.rows[0] ?? { tiers: {}, categories: {}, products: {}, skus: {} };
}
