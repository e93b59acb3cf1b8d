/** A shop in which one promoter is as large as is asked for, one has a thousand commissions, and two hundred are ordinary. */
import { monthOf } from "@banyan/domain";
import { businessDate } from "@banyan/kernel";
import pg from "pg";
import type { Buyer, Clerk } from "../support/people.ts";
import { ratesOf, usePlan } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";
import { FULL, fillSeller, partOf, type Size } from "./fill.ts";

/** A promoter who is signed in, and things of theirs to look at. */
export interface Subject {
  id: string;
  me: Buyer;
  commission: string;
  order: string;
  customer: string;
  product: string;
  sku: string;
  withdrawal: string;
  adjustment: string;
  thisMonth: string;
  pastMonth: string;
  /** Places deep in the lists. */
  deep: {
    commission: string;
    customer: string;
    partner: string;
    share: string;
    withdrawal: string;
    transfer: string;
  };
}

export interface Scene {
  shop: Shop;
  clerk: Clerk;
  large: Subject;
  small: Subject;
  /** As the owner of the schema, with the settings of the shop's own connections. */
  looking: pg.Client;
  close(): Promise<void>;
}

export async function openScene(size: Size, say: (line: string) => void = () => undefined): Promise<Scene> {
  const shop = await openShop({ name: "size", worker: false });
  const clerk = await shop.staff("owner");
  await shop.staff("finance");
  const goods = await shop.product({ name: "易武古树茶饼", price: 46_800, stock: 1_000 });
  await usePlan(shop, { rules: ratesOf(1000, 300) });
  const client = new pg.Client({ connectionString: shop.databaseUrl, options: "-c jit=off" });
  // Where filling fails, its own error is what counts, not the end of the connection that follows.
  client.on("error", () => undefined);
  await client.connect();
  await client.query(
    "SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '256MB'",
  );
  const began = performance.now();
  await withoutIndexes(client, () => fill(client, size, { product: goods.id, sku: goods.sku }));
  say(`造数 ${((performance.now() - began) / 1000).toFixed(1)} 秒`);
  await client.query("RESET work_mem; RESET session_replication_role");
  await client.query("VACUUM (ANALYZE)");
  say(`VACUUM ANALYZE 后 ${((performance.now() - began) / 1000).toFixed(1)} 秒`);
  const subject = (id: number) => subjectOf(shop, String(id), { product: goods.id, sku: goods.sku });
  const [large, small] = [await subject(12_000_000), await subject(11_000_000)];
  const close = async () => {
    await client.end();
    await shop.close();
  };
  return { shop, clerk, large, small, looking: client, close };
}

async function fill(client: pg.Client, size: Size, goods: { product: string; sku: string }): Promise<void> {
  const place = { goods };
  const ordinary = partOf(FULL, 50);
  await fillSeller(client, {
    ...place,
    ...{ first: 10_000_000, owners: 200, buyers: 10_100_000, partners: 10_050_000 },
    size: {
      ...ordinary,
      shares: 1_000,
      commissions: 20_000,
      customers: 4_000,
      withdrawals: 400,
      adjustments: 200,
      touches: 5_000,
    },
  });
  const little = { ...partOf(FULL, 1_000), customers: 100, commissions: 1_000, invitees: 4, shares: 10 };
  await fillSeller(client, {
    ...place,
    first: 11_000_000,
    owners: 1,
    buyers: 11_100_000,
    partners: 11_050_000,
    size: little,
  });
  await fillSeller(client, {
    ...place,
    first: 12_000_000,
    owners: 1,
    buyers: 12_100_000,
    partners: 12_050_000,
    size,
  });
}

/** Fills the large tables without those of their indexes that no constraint needs, and makes these anew afterwards. */
async function withoutIndexes(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid::regclass::text IN ('orders', 'order_line', 'commission', 'transfer', 'binding', 'notice')
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await work();
  await client.query("SET maintenance_work_mem = '256MB'");
  for (const { definition } of rows) await client.query(definition);
}

/** Somebody signs in, and the session becomes the promoter's. */
async function subjectOf(shop: Shop, id: string, goods: { product: string; sku: string }): Promise<Subject> {
  const me = await shop.customer();
  await shop.sql("UPDATE session SET customer_id = $1 WHERE customer_id = $2", [id, me.id]);
  const one = async (text: string) => {
    const [row] = await shop.sql<{ it: string }>(text, [id]);
    return row?.it ?? "";
  };
  const half = (table: string, owner: string) =>
    `OFFSET (SELECT count(*) / 2 FROM ${table} WHERE ${owner} = $1) LIMIT 1`;
  const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;
  const today = businessDate(new Date(shop.services.versions.businessNowMs()));
  const past = businessDate(new Date(shop.services.versions.businessNowMs() - 300 * 86_400_000));
  return {
    id,
    me,
    ...goods,
    commission: await one(
      `SELECT order_no || '-' || line_no || '-' || position || '-' || kind AS it FROM commission WHERE owner_id = $1 AND settled_at IS NOT NULL LIMIT 1`,
    ),
    order: await one(
      "SELECT order_no AS it FROM commission WHERE owner_id = $1 AND settled_at IS NOT NULL LIMIT 1",
    ),
    customer: await one("SELECT customer_id::text AS it FROM binding WHERE promoter_id = $1 LIMIT 1"),
    withdrawal: await one("SELECT no AS it FROM withdrawal WHERE owner_id = $1 LIMIT 1"),
    adjustment: await one("SELECT no AS it FROM adjustment WHERE owner_id = $1 LIMIT 1"),
    thisMonth: monthOf(today),
    pastMonth: monthOf(past),
    deep: {
      commission: await one(
        `SELECT ${ms("event_at")} || '~' || owner_id || '~' || order_no || '~' || line_no || '~' || kind AS it FROM commission
         WHERE owner_id = $1 ORDER BY event_at ${half("commission", "owner_id")}`,
      ),
      customer: await one(
        `SELECT ${ms("bound_at")} || '~' || customer_id AS it FROM binding WHERE promoter_id = $1 ORDER BY bound_at ${half("binding", "promoter_id")}`,
      ),
      partner: await one(
        `SELECT ${ms("approved_at")} || '~' || owner_id AS it FROM promoter WHERE path[1] = $1 ORDER BY approved_at ${half("promoter", "path[1]")}`,
      ),
      share: await one(
        `SELECT ${ms("created_at")} || '~' || code AS it FROM share WHERE owner_id = $1 ORDER BY created_at ${half("share", "owner_id")}`,
      ),
      withdrawal: await one(
        `SELECT ${ms("requested_at")} || '~' || no AS it FROM withdrawal WHERE owner_id = $1 ORDER BY requested_at ${half("withdrawal", "owner_id")}`,
      ),
      transfer: await one(
        `SELECT (extract(epoch FROM event_at) * 1000000)::bigint || '~' || owner_id || '~1' AS it FROM transfer WHERE owner_id = $1 ORDER BY event_at ${half("transfer", "owner_id")}`,
      ),
    },
  };
}
