/** Where the links of a page lead: to what is there, or nowhere. */
import type { PageBlock, PageContent, PageLink, ShownLink } from "@banyan/contract";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { type LinkedFacts, selectLinked } from "./target-store.ts";

/** All links of a block, with their places in it. */
export function linksOf(block: PageBlock): { path: string; link: PageLink }[] {
  const listed = (name: string, of: readonly { link: PageLink | null }[]) =>
    of.flatMap(({ link }, at) => (link === null ? [] : [{ path: `${name}.${at}.link`, link }]));
  switch (block.kind) {
    case "banner":
      return listed("slides", block.slides);
    case "icons":
      return block.source === "picked" ? listed("items", block.items) : [];
    case "notice":
      return listed("lines", block.lines);
    case "picture":
      return block.layout === "areas" ? listed("areas", block.areas) : listed("pictures", block.pictures);
    case "title":
      return block.link === null ? [] : [{ path: "link", link: block.link }];
    case "topic":
      return block.page_id === null ? [] : [{ path: "page_id", link: { to: "topic", id: block.page_id } }];
    default:
      return [];
  }
}

export interface Linked {
  show: (link: PageLink | null) => ShownLink | null;
  topic: (id: string) => LinkedFacts["topics"][number] | undefined;
}

/** One statement, or none where nothing with an id is linked. */
export async function loadLinked(query: Kysely<Tables>, content: PageContent): Promise<Linked> {
  const links = content.blocks.flatMap(linksOf).map(({ link }) => link);
  const ids = (to: "product" | "category" | "topic") =>
    [...new Set(links.flatMap((link) => (link.to === to ? [link.id] : [])))].sort();
  const facts = await selectLinked(query, {
    products: ids("product"),
    categories: ids("category"),
    topics: ids("topic"),
  });
  const products = new Set(facts.products);
  const categories = new Map(facts.categories.map(({ id, name }) => [id, name]));
  const topics = new Map(facts.topics.map((topic) => [topic.id, topic]));
  const show = (link: PageLink | null): ShownLink | null => {
    if (link === null) return null;
    switch (link.to) {
      case "product":
        return products.has(link.id) ? { to: "product", id: link.id, title: "" } : null;
      case "category":
        return there("category", link.id, categories.get(link.id));
      case "topic":
        return there("topic", link.id, topics.get(link.id)?.title);
      case "search":
        return { to: "search", id: null, title: link.q };
      default:
        return { to: link.to, id: null, title: "" };
    }
  };
  return { show, topic: (id) => topics.get(id) };
}

function there(to: "category" | "topic", id: string, title: string | undefined): ShownLink | null {
  return title === undefined ? null : { to, id, title };
}
