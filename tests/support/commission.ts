/** People who earn and buy, and the steps of a commission that many tests take. */
import pg from "pg";
import { type Buyer, type Clerk, newKey } from "./people.ts";
import { bind, makePromoter } from "./relation.ts";
import type { Shop } from "./shop.ts";

/** A promoter, and a customer whom they bound. */
export interface Pair {
  promoter: Buyer;
  buyer: Buyer;
}

/** Each of them new to the shop. @param inviter of all these promoters */
export async function makePairs(shop: Shop, count: number, inviter?: Buyer): Promise<Pair[]> {
  const people = await shop.crowd(count * 2);
  const pairs = Array.from({ length: count }, (_, at) => ({
    promoter: people[at * 2] as Buyer,
    buyer: people[at * 2 + 1] as Buyer,
  }));
  for (const { promoter, buyer } of pairs) {
    await makePromoter(shop, promoter, inviter ? { inviter } : {});
    await bind(shop, buyer, promoter);
  }
  return pairs;
}

export async function makePair(shop: Shop, inviter?: Buyer): Promise<Pair> {
  const [pair] = await makePairs(shop, 1, inviter);
  return pair as Pair;
}

/** Rows that somebody else has locked: until released, or until the test leaves the scope. */
export interface RowLock extends AsyncDisposable {
  release(): Promise<void>;
}

/** @param rows "account WHERE owner_id = $1" */
export async function lockRows(shop: Shop, rows: string, values: unknown[] = []): Promise<RowLock> {
  const client = new pg.Client({ connectionString: shop.databaseUrl });
  await client.connect();
  await client.query("BEGIN");
  await client.query(`SELECT FROM ${rows} FOR UPDATE`, values);
  let ended: Promise<void> | undefined;
  const release = () => (ended ??= client.end());
  return { release, [Symbol.asyncDispose]: release };
}

/** No worker posts anything until it is released: a bucket that is leased is passed by. */
export const stopPosting = (shop: Shop): Promise<RowLock> =>
  lockRows(shop, "outbox_lease WHERE consumer = 'posting'");

/** The shop gives so much of each line back; WeChat has not heard of it yet. */
export async function refundByShop(
  clerk: Clerk,
  no: string,
  lines: readonly { line_no: number; quantity: number; amount_fen: number }[],
): Promise<void> {
  await clerk.api.console.order.refund({
    no,
    request_key: newKey(),
    lines: [...lines],
    with_freight: false,
    reason: "其他",
    confirm_fen: lines.reduce((sum, line) => sum + line.amount_fen, 0),
  });
}

export interface CommissionState {
  line_no: number;
  position: string;
  fen: string;
  kept_fen: string;
  settled: boolean;
  held: boolean;
}

/** A promoter's commissions of an order, by line. */
export function commissionsOf(shop: Shop, promoter: Buyer, no: string): Promise<CommissionState[]> {
  return shop.sql<CommissionState>(
    `SELECT line_no, position, fen, kept_fen, settled_at IS NOT NULL AS settled, held_at IS NOT NULL AS held FROM commission
     WHERE owner_id = $1 AND order_no = $2 ORDER BY line_no, kind`,
    [promoter.id, no],
  );
}

/** "accrue 999", "clawback 333" of an order, in their order. */
export async function movesOf(shop: Shop, promoter: Buyer, no: string): Promise<string[]> {
  const rows = await shop.sql<{ text: string }>(
    "SELECT kind || ' ' || amount_fen AS text FROM ledger WHERE owner_id = $1 AND ref = $2 ORDER BY id, key",
    [promoter.id, no],
  );
  return rows.map((row) => row.text);
}
