/**
 * The same shop with years behind it: ten million transfers in its books, written set by set as posting would have left them. Posting
 * there and in the young shop takes turns on one server, so the ratio is age and nothing else.
 */
import { migrate } from "@banyan/schema";
import { Problem } from "@banyan/tools/launch/problem.ts";
import pg from "pg";
import { median } from "../measure/sample.ts";
import { type Crowd, drawOrders, insertOrders, orderNo } from "./orders.ts";
import { type Ours, openOurs } from "./ours.ts";

export interface Age {
  readonly transfers: number;
  readonly slices: number;
  readonly orders: number;
}

export interface Aged {
  readonly transfers: number;
  readonly young_orders_per_s: number;
  readonly aged_orders_per_s: number;
  /** Median of the pairs' ratios, aged ÷ young. */
  readonly rate: number;
}

const DATABASE = "aged";
const DAYS = 365;
/** One promoter in a hundred has two thirds of it, as in the orders. Four transfers an order, evenly over a year, in the order they came. */
const PAST = `
  INSERT INTO commission (owner_id, buyer_id, order_no, line_no, position, kind, tier, rule, gross_fen, fen, base_fen, kept_fen,
    event_at, business_date)
  SELECT CASE WHEN hashint8(n / 2) % 3 <> 0 THEN 1 + abs(hashint8(n / 2 + 1)) % greatest(1, $2::int / 100)
      ELSE 1 + abs(hashint8(n / 2 + 1)) % $2::int END,
    $2::int + 1 + n / 4 % $3::int, 'A' || lpad((n / 4)::text, 9, '0'), n % 4 / 2 + 1, (n % 2 + 1)::text, 'referral', '推广员', 'bench', 100, 100,
    1000, 100, at, business_date(at)
  FROM generate_series(0, $1::bigint - 1) AS n,
    LATERAL (SELECT now() - make_interval(days => $4::int) + n / 4 * make_interval(secs => $4::int * 86400.0 * 4 / $1::bigint) AS at) AS time`;
const FOLLOW = [
  "INSERT INTO ledger_day SELECT owner_id, business_date, kind, debit, credit, count(*), sum(amount_fen) FROM ledger GROUP BY 1, 2, 3, 4, 5",
  `UPDATE account a SET estimated_fen = s.fen FROM (SELECT owner_id, sum(fen)::bigint AS fen FROM commission GROUP BY 1) s
   WHERE s.owner_id = a.owner_id`,
  "VACUUM ANALYZE",
  "CHECKPOINT",
];

/** @param young the shop beside it, in which the next orders from `from` on wait to be posted */
export async function measureAged(
  url: string,
  young: { ours: Ours; from: number },
  p: { age: Age; crowd: Crowd; seed: number; say: (line: string) => void },
): Promise<Aged> {
  const place = new URL(url);
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${DATABASE}`);
  await admin.end();
  place.pathname = `/${DATABASE}`;
  await migrate(place.href);
  const owner = new pg.Client({ connectionString: place.href });
  await owner.connect();
  const ours = openOurs(place.href, owner);
  try {
    p.say(`正在写入 ${p.age.transfers} 笔往年流水`);
    await fill(owner, p);
    const pairs: { young: number; aged: number }[] = [];
    for (let pair = 0; pair <= p.age.slices; pair += 1) {
      const turn = (side: Ours, first: number) =>
        rate(side, first + pair * p.age.orders, first + (pair + 1) * p.age.orders - 1);
      const first = pair % 2 === 0 ? await turn(ours, 1) : undefined;
      const youngRate = await turn(young.ours, young.from);
      const agedRate = first ?? (await turn(ours, 1));
      p.say(
        `${pair === 0 ? "热身" : `第 ${pair} 对`}  新店 ${Math.round(youngRate)} 单/秒 · 老店 ${Math.round(agedRate)} 单/秒`,
      );
      if (pair > 0) pairs.push({ young: youngRate, aged: agedRate });
    }
    return {
      transfers: await checkPast(owner),
      young_orders_per_s: Math.round(median(pairs.map((pair) => pair.young))),
      aged_orders_per_s: Math.round(median(pairs.map((pair) => pair.aged))),
      rate: median(pairs.map((pair) => pair.aged / pair.young)),
    };
  } finally {
    await ours.close();
    await owner.end();
  }
}

async function fill(
  owner: pg.Client,
  { age, crowd, seed }: { age: Age; crowd: Crowd; seed: number },
): Promise<void> {
  const orders = drawOrders((age.slices + 1) * age.orders, crowd, seed + 1);
  await insertOrders(owner, orders, crowd);
  await owner.query("SET maintenance_work_mem = '256MB'");
  // Its indexes are built when the rows are there, as one fills a table quickly.
  const indexes = await owner.query<{ name: string; definition: string; key: string | null }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition, c.conname AS key
     FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid WHERE i.indrelid = 'commission'::regclass`,
  );
  for (const { name, key } of indexes.rows)
    await owner.query(key ? `ALTER TABLE commission DROP CONSTRAINT ${key}` : `DROP INDEX ${name}`);
  await owner.query(PAST, [age.transfers, crowd.promoters, crowd.buyers, DAYS]);
  for (const { name, definition, key } of indexes.rows) {
    await owner.query(definition);
    if (key)
      await owner.query(`ALTER TABLE commission ADD CONSTRAINT ${key} PRIMARY KEY USING INDEX ${name}`);
  }
  for (const statement of FOLLOW) await owner.query(statement);
}

async function rate(ours: Ours, from: number, to: number): Promise<number> {
  await ours.enqueue(from, to);
  const began = performance.now();
  const orders = await ours.drain();
  if (orders !== to - from + 1)
    throw new Error(`${orders} orders waited, not ${orderNo(from)} to ${orderNo(to)}`);
  return (orders * 1000) / (performance.now() - began);
}

/** @returns how many transfers there are @throws Problem when balances or days are not their sum */
async function checkPast(owner: pg.Client): Promise<number> {
  const result = await owner.query<{ transfers: number; sound: boolean }>(
    `SELECT l.transfers, l.fen = a.fen AND l.fen = d.fen AND l.transfers = d.transfers AS sound
     FROM (SELECT count(*)::int AS transfers, sum(amount_fen) AS fen FROM ledger) l,
       (SELECT sum(estimated_fen) AS fen FROM account) a,
       (SELECT sum(transfers)::int AS transfers, sum(amount_fen) AS fen FROM ledger_day) d`,
  );
  const [row] = result.rows;
  if (!row?.sound) throw new Problem("往年流水的账不对，速度不算数");
  return row.transfers;
}
