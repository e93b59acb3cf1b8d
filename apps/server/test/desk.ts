/** The operator's desk for products: a shop, somebody who may write the catalogue, a form that is complete. */
import type { ConsoleProduct, Media, ProductDetail } from "@banyan/contract";
import sharp from "sharp";
import { addCategory } from "./goods.ts";
import { type Caller, newKey, openShop, type Answer as Reply, type Shop } from "./open-shop.ts";

type Refused = { code: string; field?: string; message: string };
export type Answer = ConsoleProduct & Refused;
type Extra = Record<string, unknown>;

export interface Desk {
  shop: Shop;
  operator: Caller;
  category: string;
  form(extra?: Extra): Extra;
  create(extra?: Extra, by?: Caller): Promise<Reply<Answer>>;
  /** Sends the form back as the console would, with changes. */
  change(product: ConsoleProduct, extra?: Extra, by?: Caller): Promise<Reply<Answer>>;
  get(id: string): Promise<ConsoleProduct>;
  /** What a visitor sees. */
  shown(id: string): Promise<Reply<ProductDetail & Refused>>;
  countProducts(): Promise<number>;
}

/** One row of the SKU table. */
export const sku = (spec: string[], extra: Extra = {}): Extra => ({
  spec,
  price_fen: 6800,
  market_price_fen: null,
  cost_fen: 3000,
  code: "",
  weight_g: 400,
  picture: null,
  stock: 5,
  ...extra,
});

export async function openDesk(name: string): Promise<Desk> {
  const shop = await openShop(name);
  const operator = await shop.staff("operator");
  const category = String(await addCategory(shop, "茶叶"));
  const picture = await uploadPicture(operator);
  const form = (extra: Extra = {}): Extra => ({
    name: "古树生茶",
    subtitle: "石磨压饼",
    fulfilment: "parcel",
    category_id: category,
    origin: "临沧",
    gallery: [picture],
    promises: ["48 小时发货"],
    tags: ["春茶"],
    specs: [
      { name: "年份", values: ["2024", "2025"] },
      { name: "规格", values: ["一饼", "一提"] },
    ],
    skus: [sku(["2024", "一饼"]), sku(["2025", "一提"], { stock: 0 })],
    detail: [{ kind: "text", text: "一棵树上的茶" }],
    request_key: newKey(),
    listed: true,
    ...extra,
  });
  return {
    shop,
    operator,
    category,
    form,
    create: (extra = {}, by = operator) => by.call<Answer>("POST", "/console/products", form(extra)),
    change: ({ id, skus, ...rest }, extra = {}, by = operator) => {
      const kept = skus.map(({ on_hand: _onHand, held: _held, sold: _sold, ...fields }) => fields);
      return by.call<Answer>("PUT", `/console/products/${id}`, { ...rest, skus: kept, ...extra });
    },
    get: async (id) => (await operator.call<ConsoleProduct>("GET", `/console/products/${id}`)).body,
    shown: (id) => shop.visitor.call("GET", `/products/${id}`),
    countProducts: async () =>
      Number((await shop.sql<{ n: string }>("SELECT count(*) AS n FROM product"))[0]?.n),
  };
}

async function uploadPicture(by: Caller): Promise<string> {
  const body = new FormData();
  const png = await sharp({ create: { width: 30, height: 30, channels: 3, background: "#8a5a2b" } })
    .png()
    .toBuffer();
  body.set("file", new File([new Uint8Array(png)], "tea.png", { type: "image/png" }));
  return (await by.call<Media>("POST", "/console/media", body)).body.url;
}
