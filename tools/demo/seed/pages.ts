/** The demo's home page with a short history and a week to come, and its topic pages: all of the blocks that an operator has. */
import type { BlockOf, PageBlock, PageContent, PageLink } from "@banyan/contract";
import { DAY_MS, later } from "@banyan/kernel";
import type pg from "pg";
import type { DemoTarget, DemoTopic } from "../catalogue/index.ts";
import { demoBanners, demoShop, demoTopics } from "../catalogue/index.ts";
import type { SeededCatalog } from "./catalog.ts";
import type { Pictures } from "./pictures.ts";
import { freshIds, insertRows } from "./rows.ts";

interface Given {
  catalog: SeededCatalog;
  pictures: Pictures;
  operatorId: bigint;
  now: Date;
}
type Topics = ReadonlyMap<string, bigint>;

const ago = (now: Date, days: number) => later(now, -days * DAY_MS);

export async function seedPages(client: pg.ClientBase, given: Given): Promise<void> {
  const { operatorId, now } = given;
  const ids = await freshIds(client, "page", demoTopics.length);
  const topics: Topics = new Map(demoTopics.map(({ key }, at) => [key, ids[at] ?? 0n]));
  await insertRows(
    client,
    "page",
    demoTopics.map((topic, at) => ({
      ...{ id: topics.get(topic.key), kind: "topic", draft: topicContent(topic, given), revision: 2 + at },
      ...{
        changed_at: ago(now, 9 - at),
        changed_by: operatorId,
        last_no: 1,
        live_no: 1,
        created_at: ago(now, 12 - at),
      },
    })),
  );
  await insertRows(
    client,
    "page_edition",
    demoTopics.map((topic, at) => ({
      ...{
        page_id: topics.get(topic.key),
        no: 1,
        state: "published",
        content: topicContent(topic, given),
        note: "上线",
      },
      ...{ author_id: operatorId, created_at: ago(now, 9 - at), starts_at: ago(now, 9 - at) },
    })),
  );
  await seedHome(client, given, topics);
}

/** Edition 1 stands since the migration; it becomes the past. */
async function seedHome(client: pg.ClientBase, given: Given, topics: Topics): Promise<void> {
  const { operatorId, now } = given;
  const [home] = (await client.query<{ id: string }>("SELECT id FROM page WHERE kind = 'home'")).rows;
  if (!home) throw new Error("the migration makes the home page");
  await client.query("UPDATE page_edition SET created_at = $2, starts_at = $2 WHERE page_id = $1", [
    home.id,
    ago(now, 29),
  ]);
  const today = homeContent(given, topics);
  const before = {
    ...today,
    blocks: today.blocks.filter(({ kind }) => kind !== "topic" && kind !== "notice"),
  };
  const soon = { ...today, blocks: [...today.blocks.slice(0, 2), festival(), ...today.blocks.slice(2)] };
  const edition = (no: number, state: string, content: PageContent, note: string, days: number) => ({
    ...{ page_id: home.id, no, state, content, note, author_id: operatorId },
    ...{ created_at: ago(now, Math.max(days, 0)), starts_at: minute(ago(now, days)) },
  });
  await insertRows(client, "page_edition", [
    { ...edition(2, "published", before, "换上秋茶横幅，加爆款推荐", 14), ends_at: null },
    { ...edition(3, "published", today, "加专题入口和通知条", 2), ends_at: null },
    {
      ...edition(4, "scheduled", soon, "年货节会场，到时自动换上、自动撤下", -6),
      ends_at: minute(ago(now, -9)),
    },
  ]);
  await client.query(
    `UPDATE page SET draft = $2, revision = 9, last_no = 4, live_no = 3, changed_at = $3, changed_by = $4, switch_due_at = $5
     WHERE id = $1`,
    [home.id, JSON.stringify(today), ago(now, 2), operatorId, minute(ago(now, -6))],
  );
}

const minute = (at: Date) => new Date(Math.floor(at.getTime() / 60_000) * 60_000);

function linkTo(target: DemoTarget, { catalog }: Given, topics: Topics): PageLink {
  const found = { product: catalog.products, category: catalog.categories, topic: topics }[target.kind];
  return { to: target.kind, id: String(found.get(target.key)) };
}

function homeContent(given: Given, topics: Topics): PageContent {
  const { pictures } = given;
  const [puer, soup, afternoon, wood] = demoTopics;
  const entry = (topic: DemoTopic | undefined, id: string): BlockOf<"topic"> => ({
    ...{ kind: "topic", id, page_id: String(topics.get(topic?.key ?? "")), picture: null },
    ...{ title: topic?.short ?? "", subtitle: topic?.summary.slice(0, 30) ?? "" },
  });
  const banner: PageBlock = {
    ...{ kind: "banner", id: "banner", ratio: "wide" },
    slides: demoBanners.map(({ picture, title, subtitle, words, space, target }) => ({
      ...{ picture: pictures.url(picture), title, subtitle, place: space, tone: words },
      link: linkTo(target, given, topics),
    })),
  };
  return {
    ...{
      title: "首页",
      ground: "page",
      endless: true,
      share_title: `${demoShop.name}：${demoShop.slogan}`,
      share_picture: null,
    },
    blocks: [
      { kind: "search", id: "search", hint: "搜茶、菌子、鲜花饼" },
      banner,
      { kind: "icons", id: "icons", source: "categories", columns: 5, items: [] },
      {
        kind: "notice",
        id: "notice",
        tone: "green",
        lines: demoShop.notices.map((text) => ({ text, link: null })),
      },
      { kind: "coupons", id: "coupons", coupon_ids: [], limit: 6 },
      list("popular", {
        title: "爆款推荐",
        subtitle: "大家都在买",
        source: "sales",
        layout: "rail",
        ranked: true,
        limit: 8,
      }),
      entry(puer, "topicpuer"),
      list("puerlist", { product_ids: picked(puer, given), layout: "rail" }),
      list("soup", {
        title: soup?.short ?? "",
        subtitle: soup?.summary.slice(0, 30) ?? "",
        product_ids: picked(soup, given),
        limit: 4,
      }),
      entry(afternoon, "topictea"),
      list("newest", { title: "新品上架", subtitle: "刚刚到店", source: "newest", layout: "one", limit: 3 }),
      entry(wood, "topicwood"),
    ],
  };
}

function festival(): PageBlock {
  return {
    ...{ kind: "notice", id: "festival", tone: "red" },
    lines: [{ text: "年货节开始了：领券下单更划算", link: { to: "coupons" } }],
  };
}

function topicContent(topic: DemoTopic, given: Given): PageContent {
  const picture = given.pictures.url(topic.picture);
  return {
    ...{
      title: topic.short,
      ground: "white",
      endless: false,
      share_title: topic.title,
      share_picture: picture,
    },
    blocks: [
      {
        ...{ kind: "picture", id: "cover", layout: "one", ratio: "wide", rounded: false, areas: [] },
        pictures: [{ picture, alt: topic.title, link: null }],
      },
      {
        ...{ kind: "text", id: "words", align: "left" },
        paragraphs: [
          { style: "heading", text: topic.title },
          { style: "body", text: topic.summary },
        ],
      },
      list("goods", { product_ids: picked(topic, given), layout: "one", limit: 10 }),
      { kind: "space", id: "space", height: 20, line: true },
      { kind: "title", id: "more", text: "大家还在买", subtitle: "", align: "center", link: null },
      list("popular", { source: "sales", layout: "two", limit: 4 }),
    ],
  };
}

function picked(topic: DemoTopic | undefined, { catalog }: Given): string[] {
  return (topic?.products ?? []).map((key) => String(catalog.products.get(key)));
}

function list(id: string, told: Partial<BlockOf<"products">>): BlockOf<"products"> {
  return {
    ...{ kind: "products", id, title: "", subtitle: "", source: "picked", layout: "two", ranked: false },
    ...{ category_id: null, product_ids: [], limit: 6 },
    ...told,
  };
}
