/** The operator's desk for pages: a shop with a few goods, somebody who composes, contents of blocks. */
import type { ConsolePage, EditionHead, PageBlock, PageContent, ShownPage } from "@banyan/contract";
import { addCategory, addGoods, type Goods } from "./goods.ts";
import { type Answer, type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

export type Refused = { code: string; field?: string; message: string; data?: unknown };
export type PageAnswer = ConsolePage & Refused;

export const told = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

export const PICTURE = `/media/${"b".repeat(64)}.webp`;
export const title = (id: string, text: string): PageBlock => ({
  ...{ kind: "title", id, text, subtitle: "", align: "left", link: null },
});
export const goodsList = (
  id: string,
  extra: Partial<Extract<PageBlock, { kind: "products" }>> = {},
): PageBlock => ({
  ...{ kind: "products", id, title: id, subtitle: "", source: "picked", layout: "two", ranked: false },
  ...{ category_id: null, product_ids: [], limit: 10 },
  ...extra,
});
export const contentOf = (blocks: PageBlock[], extra: Partial<PageContent> = {}): PageContent => ({
  ...{ title: "首页", ground: "page", endless: false, share_title: "", share_picture: null, blocks },
  ...extra,
});

export interface PageDesk {
  shop: Shop;
  operator: Caller;
  goods: Goods[];
  tea: bigint;
  homeId: string;
  get(id: string): Promise<ConsolePage>;
  save(page: ConsolePage, content: PageContent, extra?: object, by?: Caller): Promise<Answer<PageAnswer>>;
  publish(page: ConsolePage, extra?: object, by?: Caller): Promise<Answer<PageAnswer>>;
  post<T = PageAnswer>(path: string, body: object, by?: Caller): Promise<Answer<T & Refused>>;
  topic(name: string): Promise<ConsolePage>;
  /** Saves and publishes now. */
  put(id: string, content: PageContent, extra?: object): Promise<ConsolePage>;
  home(by?: Caller): Promise<ShownPage>;
  /** A topic page as a visitor gets it. */
  shown(id: string): Promise<ShownPage & Refused>;
  /** The words of its first block, a title. */
  heading(id: string): Promise<string | null>;
  history(id: string): Promise<(EditionHead & { changes: string[] })[]>;
}

export async function openPageDesk(name: string): Promise<PageDesk> {
  const shop = await openShop(name);
  const operator = await shop.staff("operator");
  const tea = await addCategory(shop, "茶叶");
  const puer = await addCategory(shop, "普洱", tea);
  const goods = [
    await addGoods(shop, { name: "一", category: puer, skus: [{ price: 100, sold: 1 }] }),
    await addGoods(shop, { name: "二", skus: [{ price: 100, sold: 9 }] }),
    await addGoods(shop, { name: "三", category: tea, weight: 2, skus: [{ price: 100, sold: 5 }] }),
    await addGoods(shop, { name: "藏", state: "unlisted" }),
  ];
  const [home] = await shop.sql<{ id: string }>("SELECT id FROM page WHERE kind = 'home'");
  const path = (page: ConsolePage) => `/console/pages/${page.id}`;
  const desk: PageDesk = {
    ...{ shop, operator, goods, tea, homeId: String(home?.id) },
    get: async (id) => (await operator.call<ConsolePage>("GET", `/console/pages/${id}`)).body,
    save: (page, content, extra = {}, by = operator) => {
      const body = { revision: page.revision, content, request_key: newKey(), ...extra };
      return by.call<PageAnswer>("PUT", `${path(page)}/draft`, body);
    },
    publish: (page, extra = {}, by = operator) =>
      by.call<PageAnswer>("POST", `${path(page)}/editions`, {
        ...{ revision: page.revision, note: "", starts_at: null, ends_at: null, request_key: newKey() },
        ...extra,
      }),
    post: (at, body, by = operator) =>
      by.call("POST", `/console/pages${at}`, { request_key: newKey(), ...body }),
    topic: async (called) => (await desk.post<ConsolePage>("", { title: called, from: null })).body,
    put: async (id, content, extra = {}) => {
      const saved = await desk.save(await desk.get(id), content);
      return (await desk.publish(saved.body, extra)).body;
    },
    home: async (by = shop.visitor) => (await by.call<ShownPage>("GET", "/pages/home")).body,
    shown: async (id) => (await shop.visitor.call<ShownPage & Refused>("GET", `/pages/${id}`)).body,
    heading: async (id) => {
      const [first] = (await desk.shown(id)).blocks ?? [];
      return first?.kind === "title" ? first.text : null;
    },
    history: async (id) => {
      const answer = await operator.call<{ editions: (EditionHead & { changes: string[] })[] }>(
        "GET",
        `/console/pages/${id}/editions`,
      );
      return answer.body.editions;
    },
  };
  return desk;
}
