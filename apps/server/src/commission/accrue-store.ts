/**
 * SQL of posting paid orders: the shares of their lines become commissions, which are their own posting, and the accounts follow; a batch
 * of any size is one statement. Amounts are copied from what submit fixed, never computed from a plan again.
 */
import { LedgerConflict, moveAccrued } from "@banyan/ledger";
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/database.ts";
import { eventsOf, KEY, type OrderEvent } from "./post-store.ts";

/** The shares that the events' lines give. Read word by word: a record set costs half a microsecond a share more. */
const SHARES = sql`
  share AS (
    SELECT (s ->> 'promoter')::bigint AS owner_id, l.buyer_id, l.order_no, l.line_no, s ->> 'position' AS position, s ->> 'kind' AS kind,
      s ->> 'tier' AS tier, s ->> 'rule' AS rule, (s ->> 'gross_fen')::bigint AS gross_fen, (s ->> 'fen')::bigint AS fen, l.base_fen,
      e.event_at
    FROM event e JOIN order_line l ON l.buyer_id = e.buyer_id AND l.order_no = e.order_no
      CROSS JOIN LATERAL jsonb_array_elements(l.shares) AS s)`;

/** A share that the cap cut to 0 has a row too. In this order rows and entries of one promoter come to lie together. */
const CLAIM = sql`
        INSERT INTO commission (owner_id, buyer_id, order_no, line_no, position, kind, tier, rule, gross_fen, fen, base_fen,
          kept_fen, event_at, business_date)
        SELECT owner_id, buyer_id, order_no, line_no, position, kind, tier, rule, gross_fen, fen, base_fen, fen, event_at,
          business_date(event_at)
        FROM share ORDER BY owner_id, order_no`;
const CLAIMED = sql`RETURNING owner_id, fen, business_date`;

/**
 * Takes paid orders off the outbox and posts them as new, all in one statement. One that was posted before breaks the key, and nothing of
 * the batch stands: accrue tells a repeat from a mistake. @param taken gives (owner_id, order_no, event_at) @returns how many orders
 */
export async function accrueTaken(tx: Tx, taken: RawBuilder<unknown>): Promise<number> {
  const { orders } = await moveAccrued<{ orders: number }>(tx, {
    before: sql`
      taken AS (${taken}),
      event AS (SELECT owner_id AS buyer_id, order_no, event_at FROM taken), ${SHARES},
      claimed AS (${CLAIM} ${CLAIMED}), `,
    from: "claimed",
    facts: sql`(SELECT count(*) FROM event)::int AS orders`,
  });
  return orders;
}

/**
 * Posts paid orders of which some may stand already: what says the same is a repeat and moves nothing.
 * @throws LedgerConflict when a commission stands with another amount, base, buyer or rule
 */
export async function accrue(tx: Tx, events: readonly OrderEvent[]): Promise<void> {
  const { shares, claimed } = await moveAccrued<{ shares: number; claimed: number }>(tx, {
    before: sql`${eventsOf(events)}, ${SHARES},
      claimed AS (${CLAIM} ON CONFLICT DO NOTHING ${CLAIMED}), `,
    from: "claimed",
    facts: sql`(SELECT count(*) FROM share)::int AS shares, (SELECT count(*) FROM claimed)::int AS claimed`,
  });
  if (claimed < shares) await refuseOthers(tx, events);
}

async function refuseOthers(tx: Tx, events: readonly OrderEvent[]): Promise<void> {
  const result = await sql<{ key: string }>`
    WITH ${eventsOf(events)}, ${SHARES}
    SELECT ${KEY} || ':accrue' AS key
    FROM share s JOIN commission c USING (owner_id, order_no, line_no, position, kind)
    WHERE (c.buyer_id, c.tier, c.rule, c.gross_fen, c.fen, c.base_fen)
      IS DISTINCT FROM (s.buyer_id, s.tier, s.rule, s.gross_fen, s.fen, s.base_fen)
    ORDER BY 1 LIMIT 20`.execute(tx);
  if (result.rows.length > 0) throw new LedgerConflict(result.rows.map((row) => row.key));
}
