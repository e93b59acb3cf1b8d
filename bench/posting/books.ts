/**
 * Both sides' books against what the order lines say, all in SQL: every share of every posted order once and with its amount, no other
 * one, and every balance the sum of its shares.
 */
import { Problem } from "@banyan/tools/launch/problem.ts";
import type pg from "pg";

export interface Books {
  readonly orders: number;
  readonly transfers: number;
  /** Sum of all balances. */
  readonly sum_fen: number;
  /** What the shares of the order lines add up to. */
  readonly oracle_fen: number;
  /** Shares missing, twice, foreign or with another amount, and balances that are not their sum. */
  readonly wrong: number;
}

/** A side's books as (promoter, order_no, line_no, position, fen) of its transfers and (promoter, fen) of its balances. */
interface Side {
  readonly transfers: string;
  readonly balances: string;
}

const OURS: Side = {
  // What the ledger says, and not the table below it: an accrual that no commission explains finds no share, and so do two of one share.
  transfers: `
    SELECT t.owner_id, c.order_no, c.line_no, c.position, t.amount_fen
    FROM ledger t LEFT JOIN commission c ON c.owner_id = t.owner_id AND c.order_no = t.ref AND t.debit = 'commission_expense'
      AND t.credit = 'estimated' AND t.key = c.order_no || ':' || c.line_no || ':' || c.position || ':' || c.kind || ':accrue'`,
  balances:
    "SELECT owner_id, estimated_fen FROM account WHERE held_fen = 0 AND available_fen = 0 AND withdrawing_fen = 0 AND debt_fen = 0",
};

const NAIVE: Side = {
  transfers: "SELECT promoter_id, order_no, line_no, position, amount_fen FROM naive_transfer",
  balances: "SELECT promoter_id, balance_fen FROM naive_balance",
};

/**
 * Checks the sides after they have posted all orders up to the named one. Also that our outbox is empty.
 * @throws Problem naming the side whose books are wrong
 */
export async function checkBooks(
  client: pg.Client,
  last: { ours: string; naive: string },
): Promise<{ ours: Books; naive: Books }> {
  const left = await client.query<{ left: number }>("SELECT count(*)::int AS left FROM outbox");
  if (left.rows[0]?.left !== 0) throw new Problem(`发件箱里还有 ${left.rows[0]?.left} 行没有入账`);
  const books = {
    ours: await readSide(client, OURS, last.ours),
    naive: await readSide(client, NAIVE, last.naive),
  };
  for (const [side, found] of Object.entries(books)) {
    if (found.wrong === 0 && found.orders > 0 && found.sum_fen === found.oracle_fen) continue;
    throw new Problem(`${side} 的账不对，速度不算数：${JSON.stringify(found)}`);
  }
  return books;
}

async function readSide(client: pg.Client, side: Side, last: string): Promise<Books> {
  const result = await client.query<Record<keyof Books, string>>(
    `WITH share AS MATERIALIZED (
        SELECT s.promoter, l.order_no, l.line_no, s.position, s.fen
        FROM order_line l CROSS JOIN LATERAL jsonb_to_recordset(l.shares) AS s (position text, promoter bigint, fen bigint)
        WHERE l.order_no <= $1),
      posted AS MATERIALIZED (${side.transfers}),
      balance AS MATERIALIZED (${side.balances}),
      differs AS (
        SELECT FROM (SELECT promoter, order_no, line_no, position, fen, count(*) FROM share GROUP BY 1, 2, 3, 4, 5) s
          FULL JOIN (SELECT *, count(*) FROM posted GROUP BY 1, 2, 3, 4, 5) p (promoter, order_no, line_no, position, fen, count)
          USING (promoter, order_no, line_no, position, fen, count)
        WHERE s.order_no IS NULL OR p.order_no IS NULL),
      unequal AS (
        SELECT FROM (SELECT promoter, sum(fen) AS fen FROM share GROUP BY 1) s
          FULL JOIN balance b (promoter, fen) USING (promoter)
        WHERE coalesce(s.fen, 0) IS DISTINCT FROM b.fen)
    SELECT (SELECT count(DISTINCT order_no) FROM posted) AS orders, (SELECT count(*) FROM posted) AS transfers,
      (SELECT sum(fen) FROM balance b (promoter, fen)) AS sum_fen, (SELECT sum(fen) FROM share) AS oracle_fen,
      (SELECT count(*) FROM differs) + (SELECT count(*) FROM unequal) AS wrong`,
    [last],
  );
  const [row] = result.rows;
  if (!row) throw new Error("books gave no answer");
  return {
    orders: Number(row.orders),
    transfers: Number(row.transfers),
    sum_fen: Number(row.sum_fen),
    oracle_fen: Number(row.oracle_fen),
    wrong: Number(row.wrong),
  };
}
