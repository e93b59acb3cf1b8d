/** SQL of holds that are decided for many orders at once, before their orders exist. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface Ask {
  orderNo: string;
  /** The same SKUs in every ask of a group; each once. */
  wants: readonly { skuId: bigint; quantity: number }[];
}

/** How long a hold waits for its order. The order's transaction takes milliseconds; a process that stalls longer has lost its units. */
const EXPIRY = sql.lit("60 seconds");

const columnsOf = (asks: readonly Ask[]) => {
  const turns: number[] = [];
  const numbers: string[] = [];
  const skuIds: string[] = [];
  const quantities: number[] = [];
  asks.forEach(({ orderNo, wants }, turn) => {
    for (const { skuId, quantity } of wants) {
      turns.push(turn);
      numbers.push(orderNo);
      skuIds.push(String(skuId));
      quantities.push(quantity);
    }
  });
  return sql`unnest(${turns}::int[], ${numbers}::text[], ${skuIds}::bigint[], ${quantities}::int[])`;
};

/**
 * Holds for as many as there is stock, in the order they came, each with all its SKUs or none: one statement, one commit, the hot rows
 * locked in sku order and for no longer. Granted is everybody up to the first whose sum, with all before, is more than there was on the row
 * as it was locked; whoever comes after that one is asked again by the caller, so a smaller ask behind a large one is not lost. An ask
 * whose number has a hold already is passed over. Both columns are written from the locked row: the CHECK is tried on the row as the
 * statement found it first, and beside a number of before the lock it would fail for units that came meanwhile.
 * @returns the turns that are held, and whether one of the SKUs has nothing left by it
 * @throws 23505 stock_hold_pkey when another statement held for one of the numbers in the same moment
 */
export async function holdGroup(
  query: Query,
  asks: readonly Ask[],
): Promise<{ granted: number[]; emptied: boolean }> {
  const result = await sql<{ granted: number[] | null; emptied: boolean }>`
    WITH want AS MATERIALIZED (
        SELECT w.*, sum(w.quantity) OVER (PARTITION BY w.sku_id ORDER BY w.turn) AS upto
        FROM ${columnsOf(asks)} AS w (turn, order_no, sku_id, quantity)
        WHERE NOT EXISTS (SELECT FROM stock_hold h WHERE h.sku_id = w.sku_id AND h.order_no = w.order_no)),
      locked AS (
        SELECT s.sku_id, s.on_hand, s.held, s.on_hand - s.held AS available FROM sku_stock s
        WHERE s.sku_id IN (SELECT sku_id FROM want) ORDER BY s.sku_id FOR UPDATE),
      granted AS MATERIALIZED (
        SELECT want.turn FROM want LEFT JOIN locked USING (sku_id)
        GROUP BY want.turn HAVING bool_and(want.upto <= coalesce(locked.available, 0))),
      total AS MATERIALIZED (
        SELECT want.sku_id, sum(want.quantity)::int AS quantity FROM want JOIN granted USING (turn) GROUP BY want.sku_id),
      taken AS (
        UPDATE sku_stock s SET held = locked.held + total.quantity, on_hand = locked.on_hand
        FROM total JOIN locked USING (sku_id) WHERE s.sku_id = total.sku_id),
      written AS (
        INSERT INTO stock_hold (sku_id, order_no, quantity, created_at, expires_at)
        -- A microsecond apart: whoever lists them later sees who came first, and no two stand in one place.
        SELECT want.sku_id, want.order_no, want.quantity, (SELECT business_now()) + want.turn * interval '1 microsecond',
          now() + ${EXPIRY}::interval
        FROM want JOIN granted USING (turn))
    SELECT (SELECT array_agg(turn) FROM granted) AS granted,
      EXISTS (SELECT FROM total JOIN locked USING (sku_id) WHERE locked.available = total.quantity) AS emptied`.execute(
    query,
  );
  const [row] = result.rows;
  return { granted: row?.granted ?? [], emptied: row?.emptied ?? false };
}

export interface Seen {
  /** Units available by SKU; a SKU without a row is missing. */
  available: Map<bigint, number>;
  /** Numbers that have a hold, and whether it still holds. */
  known: Map<string, boolean>;
}

/** What is there now, for all who ask: reads only, so it waits for nobody and writes nothing to disk. */
export async function lookAt(query: Query, asks: readonly Ask[]): Promise<Seen> {
  const skuIds = (asks[0]?.wants ?? []).map((want) => String(want.skuId));
  const numbers = asks.map((ask) => ask.orderNo);
  const result = await sql<{ sku_id: bigint | null; available: number; order_no: string; holds: boolean }>`
    SELECT sku_id, on_hand - held AS available, NULL AS order_no, NULL AS holds
    FROM sku_stock WHERE sku_id = ANY (${skuIds}::bigint[])
    UNION ALL
    SELECT NULL, NULL, order_no, bool_and(state = 'held')
    FROM stock_hold WHERE sku_id = ANY (${skuIds}::bigint[]) AND order_no = ANY (${numbers}::text[])
    GROUP BY order_no`.execute(query);
  const seen: Seen = { available: new Map(), known: new Map() };
  for (const row of result.rows) {
    if (row.sku_id === null) seen.known.set(row.order_no, row.holds);
    else seen.available.set(row.sku_id, row.available);
  }
  return seen;
}

/** The order makes its holds its own: they expire no more. @returns false when not all are there any longer: then the caller rolls back */
export async function adoptHolds(
  tx: Tx,
  orderNo: string,
  wants: readonly { skuId: bigint }[],
): Promise<boolean> {
  const result = await sql`
    UPDATE stock_hold SET expires_at = NULL
    WHERE sku_id = ANY (${wants.map((want) => String(want.skuId))}::bigint[]) AND order_no = ${orderNo}
      AND state = 'held' AND expires_at IS NOT NULL`.execute(tx);
  return Number(result.numAffectedRows ?? 0n) === wants.length;
}

/** Gives back what no order has made its own: of one number at once. @returns how many SKUs had nothing available before and have now */
export const dropHolds = (tx: Tx, orderNo: string, wants: readonly { skuId: bigint }[]): Promise<number> =>
  giveBack(
    tx,
    sql`SELECT sku_id, order_no FROM stock_hold
      WHERE sku_id = ANY (${wants.map((want) => String(want.skuId))}::bigint[]) AND order_no = ${orderNo}
        AND state = 'held' AND expires_at IS NOT NULL`,
    sql`h.expires_at IS NOT NULL`,
  ).then((given) => given.refilled);

/** Gives back what waited too long for its order. @param limit rows in one statement */
export const expireHolds = (tx: Tx, limit: number): Promise<{ freed: number; refilled: number }> =>
  giveBack(
    tx,
    sql`SELECT sku_id, order_no FROM stock_hold
      WHERE state = 'held' AND expires_at <= now() ORDER BY expires_at LIMIT ${limit}`,
    sql`h.expires_at <= now()`,
  );

/** Whether a hold is still without an order is tested on its row as it was locked: an order that adopts it meanwhile keeps it. */
async function giveBack(tx: Tx, due: ReturnType<typeof sql>, still: ReturnType<typeof sql>) {
  const result = await sql<{ freed: number; refilled: number }>`
    WITH due AS MATERIALIZED (${due}),
      locked AS (
        SELECT s.sku_id, s.on_hand = s.held AS was_empty FROM sku_stock s
        WHERE s.sku_id IN (SELECT sku_id FROM due) ORDER BY s.sku_id FOR UPDATE),
      freed AS (
        UPDATE stock_hold h SET state = 'released' FROM due JOIN locked USING (sku_id)
        WHERE h.sku_id = due.sku_id AND h.order_no = due.order_no AND h.state = 'held' AND ${still}
        RETURNING h.sku_id, h.quantity),
      total AS (SELECT sku_id, sum(quantity)::int AS quantity FROM freed GROUP BY sku_id),
      given AS (
        UPDATE sku_stock s SET held = s.held - total.quantity FROM total WHERE s.sku_id = total.sku_id RETURNING s.sku_id)
    SELECT (SELECT count(*)::int FROM freed) AS freed,
      (SELECT count(*)::int FROM given JOIN locked USING (sku_id) WHERE locked.was_empty) AS refilled`.execute(
    tx,
  );
  return result.rows[0] ?? { freed: 0, refilled: 0 };
}
