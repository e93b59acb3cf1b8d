/**
 * The orders that both sides post: two lines with two positions each, drawn from a seed. One promoter in a hundred earns two thirds.
 * They stand in the shop's own tables as submit and payment leave them, with the shares on their lines.
 */
import type pg from "pg";
import { randomFrom } from "../measure/sample.ts";

export interface BenchOrder {
  readonly no: string;
  readonly buyerId: number;
  readonly lines: readonly BenchLine[];
}

export interface BenchLine {
  readonly lineNo: number;
  readonly baseFen: number;
  /** In the order of their promoters' ids, so that those who lock one after the other never wait in a circle. */
  readonly shares: readonly { position: "1" | "2"; promoter: number; fen: number }[];
}

export interface Crowd {
  readonly promoters: number;
  readonly buyers: number;
}

const STARS_PER_HUNDRED = 1;
const STARS_EARN = 2 / 3;
const LINES = 2;
const CHUNK = 5_000;

/** Number of the n-th order (from 1); as text they sort in the order they came. */
export function orderNo(index: number): string {
  return `B${String(index).padStart(9, "0")}`;
}

/** The same orders for the same seed. Both lines earn for the same two promoters, as a buyer has one chain. */
export function drawOrders(count: number, crowd: Crowd, seed: number): BenchOrder[] {
  const random = randomFrom(seed);
  const below = (end: number) => Math.floor(random() * end);
  const stars = Math.max(1, Math.floor((crowd.promoters * STARS_PER_HUNDRED) / 100));
  const promoter = () =>
    random() < STARS_EARN ? 1 + below(stars) : 1 + stars + below(crowd.promoters - stars);
  return Array.from({ length: count }, (_, index) => {
    const first = promoter();
    let second = promoter();
    while (second === first) second = promoter();
    const lines = Array.from({ length: LINES }, (_, line) => {
      const baseFen = 1_000 + below(50_000);
      const shares = [
        { position: "1" as const, promoter: first, fen: Math.floor(baseFen / 10) },
        { position: "2" as const, promoter: second, fen: Math.floor(baseFen / 20) },
      ];
      return { lineNo: line + 1, baseFen, shares: shares.sort((a, b) => a.promoter - b.promoter) };
    });
    return { no: orderNo(index + 1), buyerId: crowd.promoters + 1 + below(crowd.buyers), lines };
  });
}

/** Fills the shop's tables: customers, accounts of the promoters, paid orders with their lines. Nothing is posted and nobody is told. */
export async function insertOrders(
  client: pg.Client,
  orders: readonly BenchOrder[],
  crowd: Crowd,
): Promise<void> {
  await client.query("BEGIN");
  await client.query("INSERT INTO customer (id) SELECT generate_series(1, $1::bigint)", [
    crowd.promoters + crowd.buyers,
  ]);
  await client.query("INSERT INTO account (owner_id) SELECT generate_series(1, $1::bigint)", [
    crowd.promoters,
  ]);
  for (let from = 0; from < orders.length; from += CHUNK)
    await insertChunk(client, orders.slice(from, from + CHUNK), from);
  await client.query("COMMIT");
}

async function insertChunk(client: pg.Client, orders: readonly BenchOrder[], from: number): Promise<void> {
  await client.query(
    `INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, freight_fen, payable_fen, created_at, created_date,
       paid_at, paid_date, earning)
     SELECT buyer_id, no, $4 + at, 'awaiting_shipment', fen, 0, 0, fen, paid_at, business_date(paid_at), paid_at, business_date(paid_at), true
     FROM unnest($1::bigint[], $2::text[], $3::bigint[]) WITH ORDINALITY AS o (buyer_id, no, fen, at),
       LATERAL (SELECT now() - make_interval(days => 1) + make_interval(secs => ($4 + at) / 1000.0) AS paid_at) AS paid`,
    [
      orders.map((order) => order.buyerId),
      orders.map((order) => order.no),
      orders.map((order) => order.lines.reduce((sum, line) => sum + line.baseFen, 0)),
      from,
    ],
  );
  const lines = orders.flatMap((order) => order.lines.map((line) => ({ order, line })));
  await client.query(
    `INSERT INTO order_line (buyer_id, order_no, line_no, product_id, sku_id, name, spec, picture, fulfilment, price_fen, quantity,
       net_fen, base_fen, cost_fen, category_path, shares)
     SELECT buyer_id, order_no, line_no, 1, 1, '松茸', '[]', '', 'parcel', fen, 1, fen, fen, 0, '{1}', shares
     FROM unnest($1::bigint[], $2::text[], $3::int[], $4::bigint[], $5::jsonb[]) AS l (buyer_id, order_no, line_no, fen, shares)`,
    [
      lines.map(({ order }) => order.buyerId),
      lines.map(({ order }) => order.no),
      lines.map(({ line }) => line.lineNo),
      lines.map(({ line }) => line.baseFen),
      lines.map(({ line }) => JSON.stringify(line.shares.map(storedShare))),
    ],
  );
}

/** As submit stores it: amounts and ids as text. */
function storedShare(share: BenchLine["shares"][number]) {
  return {
    position: share.position,
    kind: "referral",
    promoter: String(share.promoter),
    tier: "推广员",
    rule: "bench",
    gross_fen: String(share.fen),
    fen: String(share.fen),
  };
}
