/** Order lines with their snapshot, page by page in key order, for whoever computes them again. */
import type { Member } from "@banyan/domain";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface SnapshotLine {
  buyer_id: bigint;
  order_no: string;
  line_no: number;
  sku_id: bigint;
  product_id: bigint;
  category_path: bigint[];
  quantity: number;
  net_fen: bigint;
  self_discount_fen: bigint;
  base_fen: bigint;
  promotion: "flash_sale" | "group_buy" | null;
  plan_version: bigint;
  buyer_promoter: Member | null;
  chain: Member[];
  shares: unknown;
}

export async function snapshotsAfter(
  query: Kysely<Tables>,
  after: Pick<SnapshotLine, "buyer_id" | "order_no" | "line_no"> | null,
  limit: number,
): Promise<SnapshotLine[]> {
  const result = await sql<SnapshotLine>`
    SELECT buyer_id, order_no, line_no, sku_id, product_id, category_path, quantity, net_fen, self_discount_fen, base_fen, promotion,
      plan_version, buyer_promoter, chain, shares
    FROM order_line
    WHERE plan_version IS NOT NULL AND (${after === null}::boolean
      OR (buyer_id, order_no, line_no) > (${after?.buyer_id ?? 0n}::bigint, ${after?.order_no ?? ""}, ${after?.line_no ?? 0}::int))
    ORDER BY buyer_id, order_no, line_no LIMIT ${limit}`.execute(query);
  return result.rows;
}

export async function planBodies(query: Kysely<Tables>): Promise<{ version: bigint; body: unknown }[]> {
  const result = await sql<{ version: bigint; body: unknown }>`SELECT version, body FROM plan`.execute(query);
  return result.rows;
}
