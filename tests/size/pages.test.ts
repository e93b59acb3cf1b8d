/**
 * Every page of a promoter with much more than others, and of the console about them: so many statements, so many rows, whatever the
 * promoter's size. Plans are PostgreSQL's own, on tables that were analysed.
 */
import { contract } from "@banyan/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FULL, partOf } from "./fill.ts";
import { NOT_ABOUT_ONE, PAGES } from "./pages.ts";
import { addWork, planOf, statementsOf, workOf } from "./reading.ts";
import { openScene, type Scene } from "./scene.ts";

/** What a sort may take in: the page's rows from each of a few indexes. */
const SORTED = 200;
/** A table of fewer rows is read from end to end because it is small; in a larger one that would be a scan that grows. */
const SMALL = 1_500;

let scene: Scene;
beforeAll(async () => {
  // As many withdrawals as it takes for a page that reads them all to be noticed.
  scene = await openScene({ ...partOf(FULL, 40), withdrawals: 1_000, customers: 4_000 });
}, 120_000);
afterAll(() => scene.close());

/** "noun.action" of everything that is only read. */
function readRoutes(part: object, before: string): string[] {
  return Object.entries(part).flatMap(([word, inner]: [string, object]) => {
    const name = before === "" ? word : `${before}.${word}`;
    if (!("~orpc" in inner)) return readRoutes(inner, name);
    const { route } = inner["~orpc"] as { route: { method?: string } };
    return route.method === "GET" ? [name] : [];
  });
}

const routeOf = (name: string) => name.split(" · ")[0] ?? "";

it("every page that is about a promoter stands in the table", () => {
  const known = new Set([...PAGES.map(([name]) => routeOf(name)), ...NOT_ABOUT_ONE]);
  const routes = readRoutes(contract, "");
  expect(routes.filter((route) => !known.has(route))).toEqual([]);
  expect([...known].filter((route) => !routes.includes(route))).toEqual([]);
});

it("the filled books are right: accounts and sums by day say what the ledger says", async () => {
  const [wrong] = await scene.shop.sql<{ accounts: number; days: number; negative: number }>(`
    WITH sum AS (
      SELECT owner_id, account, sum(fen) AS fen FROM (
        SELECT owner_id, credit AS account, amount_fen AS fen FROM ledger UNION ALL SELECT owner_id, debit, -amount_fen FROM ledger) s
      GROUP BY 1, 2)
    SELECT (SELECT count(*)::int FROM account a WHERE (
          SELECT coalesce(sum(fen) FILTER (WHERE account = 'available'), 0) FROM sum WHERE sum.owner_id = a.owner_id) <> a.available_fen
        OR (SELECT coalesce(sum(fen) FILTER (WHERE account = 'estimated'), 0) FROM sum WHERE sum.owner_id = a.owner_id) <> a.estimated_fen)
        AS accounts,
      (SELECT count(*)::int FROM (SELECT owner_id, sum(amount_fen) AS fen FROM ledger_day GROUP BY 1) d
        FULL JOIN (SELECT owner_id, sum(amount_fen) AS fen FROM ledger GROUP BY 1) l USING (owner_id) WHERE d.fen IS DISTINCT FROM l.fen) AS days`);
  expect(wrong).toEqual({ accounts: 0, days: 0 });
});

it.each(PAGES.map((page) => [page[0], page] as const))("%s", async (_, [, statements, rows, open]) => {
  const { large, clerk, looking } = scene;
  // The first look warms what the process keeps; the second is what a page costs.
  await open(large, clerk);
  const sent = await statementsOf(() => open(large, clerk));
  const works = [];
  for (const statement of sent) works.push(workOf(await planOf(looking, statement)));
  const work = addWork(works);
  expect(sent.length).toBeLessThanOrEqual(statements);
  expect(work.rows, `visited by ${JSON.stringify(works)}`).toBeLessThanOrEqual(rows);
  expect(work.sorted).toBeLessThanOrEqual(SORTED);
  expect(work.scanned.filter(({ rows: read }) => read > SMALL)).toEqual([]);
  expect(sent.filter(({ text }) => /\bOFFSET\s+(?!0\b)/i.test(text))).toEqual([]);
});
