/** SQL that reads and changes categories for the console. */
import type { ConsoleCategory } from "@banyan/contract";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface CategoryFacts {
  /** The category itself; null when it is new or not there. */
  before: { parent_id: string | null; name: string; icon: string | null; sort: number } | null;
  parent: { is_root: boolean } | null;
  has_children: boolean;
  name_taken: boolean;
}

export async function selectCategoryFacts(
  tx: Tx,
  category: { id: bigint | null; parentId: bigint | null; name: string },
): Promise<CategoryFacts> {
  const result = await sql<CategoryFacts>`
    SELECT
      (SELECT jsonb_build_object('parent_id', parent_id::text, 'name', name, 'icon', icon, 'sort', sort)
        FROM category WHERE id = ${category.id}::bigint AND NOT removed) AS before,
      (SELECT jsonb_build_object('is_root', parent_id IS NULL) FROM category WHERE id = ${category.parentId}::bigint AND NOT removed) AS parent,
      EXISTS (SELECT FROM category WHERE parent_id = ${category.id}::bigint AND NOT removed) AS has_children,
      EXISTS (SELECT FROM category WHERE NOT removed AND name = ${category.name} AND parent_id IS NOT DISTINCT FROM ${category.parentId}::bigint
        AND id IS DISTINCT FROM ${category.id}::bigint) AS name_taken`.execute(tx);
  const row = result.rows[0];
  if (!row) throw new Error("a SELECT without FROM answers with one row");
  return row;
}

export async function writeCategory(
  tx: Tx,
  row: { id: bigint | null; parentId: bigint | null; name: string; icon: string | null; sort: number },
): Promise<bigint> {
  const result =
    row.id === null
      ? await sql<{ id: bigint }>`
          INSERT INTO category (parent_id, name, icon, sort) VALUES (${row.parentId}, ${row.name}, ${row.icon}, ${row.sort})
          RETURNING id`.execute(tx)
      : await sql<{ id: bigint }>`
          UPDATE category SET parent_id = ${row.parentId}, name = ${row.name}, icon = ${row.icon}, sort = ${row.sort}
          WHERE id = ${row.id} RETURNING id`.execute(tx);
  const written = result.rows[0];
  if (!written) throw new Error("the category was not written");
  return written.id;
}

/** Both levels with how many products stand in each; a first-level one counts those of its children too, each product once. */
export async function selectCounted(query: Kysely<Tables>): Promise<ConsoleCategory[]> {
  const result = await sql<ConsoleCategory>`
    WITH placed AS (
      SELECT id AS product_id, category_id FROM product WHERE state IN ('listed', 'unlisted')
      UNION SELECT pc.product_id, pc.category_id FROM product_category pc JOIN product p ON p.id = pc.product_id
      WHERE p.state IN ('listed', 'unlisted')),
    counted AS (SELECT category_id, count(*)::int AS products FROM placed GROUP BY 1),
    families AS (
      SELECT coalesce(c.parent_id, c.id) AS id, count(DISTINCT placed.product_id)::int AS products
      FROM placed JOIN category c ON c.id = placed.category_id GROUP BY 1)
    SELECT root.id::text AS id, root.name, root.icon, coalesce(max(families.products), 0) AS products,
      coalesce(jsonb_agg(jsonb_build_object('id', child.id::text, 'name', child.name, 'icon', child.icon,
          'products', coalesce(counted.products, 0)) ORDER BY child.sort, child.id) FILTER (WHERE child.id IS NOT NULL), '[]') AS children
    FROM category root LEFT JOIN families ON families.id = root.id
      LEFT JOIN category child ON child.parent_id = root.id AND NOT child.removed
      LEFT JOIN counted ON counted.category_id = child.id
    WHERE root.parent_id IS NULL AND NOT root.removed
    GROUP BY root.id ORDER BY root.sort, root.id`.execute(query);
  return result.rows;
}

/** Puts the categories of one level in this order; those that are not of it are passed over. @returns how many moved */
export async function writeOrder(tx: Tx, parentId: bigint | null, ids: readonly string[]): Promise<number> {
  const result = await sql`
    WITH wished AS (SELECT id, place::int FROM unnest(${[...ids]}::bigint[]) WITH ORDINALITY AS w (id, place)),
    held AS (
      SELECT c.id, wished.place FROM category c JOIN wished USING (id)
      WHERE c.parent_id IS NOT DISTINCT FROM ${parentId}::bigint AND NOT c.removed AND c.sort <> wished.place
      ORDER BY c.id FOR UPDATE OF c)
    UPDATE category c SET sort = held.place FROM held WHERE c.id = held.id`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

/** The category, waiting for products that are just being put into it. */
export async function lockCategory(tx: Tx, id: bigint): Promise<{ name: string } | null> {
  const result = await sql<{ name: string }>`
    SELECT name FROM category WHERE id = ${id} AND NOT removed FOR UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

export interface CategoryUse {
  children: number;
  /** On the shelf and off it, in the recycle bin, with this as their main category or a further one. */
  products: number;
  recycled: number;
  /** Some of their names. */
  names: string[];
}

export async function selectUse(tx: Tx, id: bigint): Promise<CategoryUse> {
  const result = await sql<CategoryUse>`
    WITH placed AS (
      SELECT p.id, p.name, p.state FROM product p
      WHERE p.state <> 'deleted' AND p.id IN (SELECT id FROM product WHERE category_id = ${id}
        UNION SELECT product_id FROM product_category WHERE category_id = ${id}))
    SELECT (SELECT count(*) FROM category WHERE parent_id = ${id} AND NOT removed)::int AS children,
      count(*) FILTER (WHERE state <> 'recycled')::int AS products, count(*) FILTER (WHERE state = 'recycled')::int AS recycled,
      coalesce((SELECT jsonb_agg(name) FROM (SELECT name FROM placed ORDER BY state = 'recycled', id DESC LIMIT 3) AS sample), '[]') AS names
    FROM placed`.execute(tx);
  return result.rows[0] ?? { children: 0, products: 0, recycled: 0, names: [] };
}

export async function markRemoved(tx: Tx, id: bigint): Promise<void> {
  await sql`UPDATE category SET removed = true WHERE id = ${id}`.execute(tx);
}

/** Moves products to this main category, or puts them on its shelf beside their own, or takes them off. @returns ids of those changed */
export async function moveProducts(
  tx: Tx,
  ids: readonly string[],
  categoryId: bigint,
  how: "main" | "add" | "remove",
): Promise<string[]> {
  const held = sql`(SELECT id FROM product WHERE id = ANY (${[...ids]}::bigint[]) AND state <> 'deleted' ORDER BY id FOR UPDATE)`;
  const change = {
    // What was a further shelf is the main one now.
    main: sql`
      WITH held AS ${held}, off AS (
        DELETE FROM product_category pc USING held WHERE pc.product_id = held.id AND pc.category_id = ${categoryId})
      UPDATE product p SET category_id = ${categoryId} FROM held WHERE p.id = held.id AND p.category_id <> ${categoryId} RETURNING p.id`,
    add: sql`
      INSERT INTO product_category (product_id, category_id)
      SELECT p.id, ${categoryId} FROM product p JOIN ${held} AS held USING (id) WHERE p.category_id <> ${categoryId}
      ON CONFLICT DO NOTHING RETURNING product_id AS id`,
    remove: sql`
      DELETE FROM product_category WHERE product_id = ANY (${[...ids]}::bigint[]) AND category_id = ${categoryId}
      RETURNING product_id AS id`,
  }[how];
  const result = await sql<{ id: bigint }>`${change}`.execute(tx);
  return result.rows.map((row) => String(row.id));
}
