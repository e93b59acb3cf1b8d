/** A product with very many reviews: its list, whatever is asked for, and its figures read their own rows and no others. */
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openShop, type Shop } from "../support/shop.ts";
import { addWork, planOf, statementsOf, workOf } from "./reading.ts";

const MANY = 20_000;
const PAGE = 20;
/** A page's reviews, each with its author, and the figures by stars. */
const MOST = 3 * (PAGE + 1) + 5;

let shop: Shop;
let looking: pg.Client;
let product: string;
let deep: string;

beforeAll(async () => {
  shop = await openShop({ name: "reviews_size", worker: false });
  ({ id: product } = await shop.product({ price: 1_000 }));
  const people = await shop.crowd(20);
  looking = new pg.Client({ connectionString: shop.databaseUrl });
  await looking.connect();
  // One in a hundred is bad, one in two hundred has a picture; nobody's orders are needed to read them.
  await looking.query("SET session_replication_role = replica");
  await looking.query(
    `INSERT INTO review (customer_id, no, order_no, line_no, product_id, sku_id, spec, rating, text, pictures, anonymous, state, checked,
       request_key, request_hash, created_at)
     SELECT ($2::bigint[])[1 + n % 20], 'V' || lpad(n::text, 20, '0'), 'D' || lpad(n::text, 20, '0'), 1, $1, 1, '[]',
       CASE WHEN n % 100 = 0 THEN 1 ELSE 5 END, '很好', CASE WHEN n % 200 = 7 THEN '["a"]'::jsonb ELSE '[]' END, false, 'shown', 'passed',
       'key-' || n, '', date_trunc('milliseconds', now()) - n * interval '1 minute' FROM generate_series(1, $3::int) n`,
    [product, people.map(({ id }) => id), MANY],
  );
  await looking.query(
    `INSERT INTO review_count SELECT product_id, rating, count(*), count(*) FILTER (WHERE pictured), 0 FROM review GROUP BY 1, 2`,
  );
  await looking.query(
    "RESET session_replication_role; ANALYZE review; ANALYZE review_count; ANALYZE customer",
  );
  const at = Date.now() - 12_000 * 60_000;
  deep = `${at}~V${"0".repeat(20)}`;
});
afterAll(async () => {
  await looking.end();
  await shop.close();
});

it.each(["all", "good", "bad", "middle", "pictures", "appended"] as const)("%s", async (filter) => {
  for (const cursor of [undefined, deep]) {
    const open = () =>
      shop.owner.api.review.list({
        product_id: product,
        filter,
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      });
    const { summary } = await open();
    expect(summary.count).toBe(MANY);
    const sent = await statementsOf(open);
    expect(sent).toHaveLength(2);
    const works = [];
    for (const statement of sent) works.push(workOf(await planOf(looking, statement)));
    const work = addWork(works);
    expect(work.rows, JSON.stringify(works)).toBeLessThanOrEqual(MOST);
    expect(work.sorted).toBeLessThanOrEqual(PAGE + 1);
    expect(work.scanned.filter(({ rows }) => rows > PAGE + 5)).toEqual([]);
  }
});
