/** SQL of what pages point at: goods, categories, topic pages and coupons by name or id, across nouns and read only. */
import type { PageTarget, TargetKind } from "@banyan/contract";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import { likePattern } from "../http/like.ts";

type Query = Kysely<Tables>;
const FOUND = 30;

interface Wanted {
  pattern: string;
  ids: readonly string[] | null;
}

/** By ids: all of them, whatever their state; by words: what customers can get to. One statement. */
export async function selectTargets(
  query: Query,
  kind: TargetKind,
  wish: { q: string; ids: readonly string[] | null },
): Promise<(Omit<PageTarget, "price_fen"> & { price_fen: string | null })[]> {
  const wanted: Wanted = { pattern: likePattern(wish.q), ids: wish.ids };
  const result = await sql<Omit<PageTarget, "price_fen"> & { price_fen: string | null }>`
    ${STATEMENTS[kind](wanted)} LIMIT ${wish.ids === null ? FOUND : wish.ids.length}`.execute(query);
  return result.rows;
}

const among = (
  id: RawBuilder<unknown>,
  name: RawBuilder<unknown>,
  open: RawBuilder<unknown>,
  { ids, pattern }: Wanted,
) => (ids === null ? sql`${open} AND ${name} ILIKE ${pattern}` : sql`${id} = ANY (${[...ids]}::bigint[])`);

const STATEMENTS: Record<TargetKind, (wanted: Wanted) => RawBuilder<unknown>> = {
  product: (wanted) => sql`
    SELECT p.id::text AS id, p.name, p.subtitle AS note, p.gallery ->> 0 AS picture, p.state <> 'listed' AS gone,
      (SELECT min(s.price_fen)::text FROM sku s WHERE s.product_id = p.id AND NOT s.retired) AS price_fen
    FROM product p WHERE ${among(sql`p.id`, sql`p.name`, sql`p.state = 'listed'`, wanted)} ORDER BY p.weight DESC, p.id DESC`,
  category: (wanted) => sql`
    SELECT c.id::text AS id, CASE WHEN u.id IS NULL THEN c.name ELSE u.name || ' / ' || c.name END AS name, '' AS note,
      c.icon AS picture, false AS gone, NULL AS price_fen
    FROM category c LEFT JOIN category u ON u.id = c.parent_id
    WHERE ${among(sql`c.id`, sql`c.name`, sql`true`, wanted)}
    ORDER BY coalesce(u.sort, c.sort), coalesce(u.id, c.id), u.id IS NOT NULL, c.sort, c.id`,
  topic: (wanted) => sql`
    SELECT p.id::text AS id, p.draft ->> 'title' AS name,
      CASE WHEN p.closed_at IS NOT NULL THEN '已关闭' WHEN p.live_no IS NULL THEN '还没有发布' ELSE '' END AS note,
      p.draft ->> 'share_picture' AS picture, p.closed_at IS NOT NULL OR p.live_no IS NULL AS gone, NULL AS price_fen
    FROM page p WHERE p.kind = 'topic' AND ${among(sql`p.id`, sql`p.draft ->> 'title'`, sql`p.closed_at IS NULL`, wanted)}
    ORDER BY p.changed_at DESC, p.id DESC`,
  coupon: (wanted) => sql`
    SELECT c.id::text AS id, c.name, '' AS note, NULL AS picture, k.stopped OR c.ends_at <= business_now() AS gone, NULL AS price_fen
    FROM coupon c JOIN coupon_counter k ON k.coupon_id = c.id
    WHERE ${among(sql`c.id`, sql`c.name`, sql`NOT k.stopped AND c.way = 'public' AND c.ends_at > business_now()`, wanted)}
    ORDER BY c.id DESC`,
};

/** What of the things a page points at is there for customers, with the names of categories and topic pages. */
export interface LinkedFacts {
  products: string[];
  categories: { id: string; name: string }[];
  topics: { id: string; title: string; picture: string | null }[];
}

/** One statement, and none where nothing is pointed at. */
export async function selectLinked(
  query: Query,
  ids: { products: readonly string[]; categories: readonly string[]; topics: readonly string[] },
): Promise<LinkedFacts> {
  const nothing: LinkedFacts = { products: [], categories: [], topics: [] };
  if (ids.products.length + ids.categories.length + ids.topics.length === 0) return nothing;
  const result = await sql<LinkedFacts>`
    SELECT coalesce((SELECT jsonb_agg(id::text) FROM product WHERE state = 'listed' AND id = ANY (${[...ids.products]}::bigint[])), '[]')
        AS products,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', id::text, 'name', name)) FROM category
        WHERE id = ANY (${[...ids.categories]}::bigint[])), '[]') AS categories,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id::text, 'title', e.content ->> 'title',
          'picture', e.content ->> 'share_picture'))
        FROM page p JOIN page_edition e ON e.page_id = p.id AND e.no = p.live_no
        WHERE p.kind = 'topic' AND p.closed_at IS NULL AND p.id = ANY (${[...ids.topics]}::bigint[])), '[]') AS topics`.execute(
    query,
  );
  return result.rows[0] ?? nothing;
}
