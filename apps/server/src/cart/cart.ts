/** The cart as its owner sees it. */
import type { Cart, CartLine } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { type CartRow, selectCart } from "./store.ts";

/** The whole cart in one statement; what cannot be bought any more says why. */
export async function loadCart(query: Kysely<Tables>, customerId: bigint): Promise<Cart> {
  const lines = (await selectCart(query, customerId)).map(toLine);
  return { lines, count: lines.length };
}

function toLine(row: CartRow): CartLine {
  const invalid = whyInvalid(row);
  return {
    sku_id: String(row.sku_id),
    product_id: String(row.product_id),
    name: row.name,
    spec: row.spec,
    picture: row.picture ?? "",
    price_fen: toWire(row.price_fen),
    quantity: row.quantity,
    available: row.available,
    fulfilment: row.fulfilment,
    invalid,
    notice: invalid === null && row.available < row.quantity ? `仅剩 ${row.available} 件` : null,
  };
}

function whyInvalid(row: CartRow): CartLine["invalid"] {
  if (!row.listed) return { code: "product_gone", message: "商品已下架" };
  if (row.retired) return { code: "sku_gone", message: "该规格已停售" };
  if (row.available <= 0) return { code: "out_of_stock", message: "已售罄" };
  return null;
}
