import { FULFILMENTS } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { SELF_KINDS } from "./catalog.ts";
import { count, fen, id, inputInstant, instant, requestKey } from "./shape.ts";

export const MAX_QUANTITY = 999;
export const MAX_CART_LINES = 100;

export const cartLine = z.object({
  sku_id: id,
  product_id: id,
  name: z.string(),
  spec: z.array(z.string()),
  picture: z.string(),
  price_fen: fen,
  quantity: z.number().int(),
  available: z.number().int(),
  fulfilment: z.enum(FULFILMENTS),
  /** null = can be bought; else why not, in words. */
  invalid: z
    .object({ code: z.enum(["product_gone", "sku_gone", "out_of_stock"]), message: z.string() })
    .nullable(),
  /** Set where fewer are left than are wanted. */
  notice: z.string().nullable(),
  added_at: instant,
  /** For an active promoter, before coupons; null for everybody else. */
  worth: z
    .object({
      self_kind: z.enum(SELF_KINDS),
      /** Of one piece. */
      own_price_fen: fen,
      /** Of all pieces of the line, computed at once: at most own_price_fen × quantity. */
      own_amount_fen: fen,
      /** 自购省 or 自购返 of the whole line. */
      self_fen: fen,
    })
    .nullable(),
});
export type CartLine = z.infer<typeof cartLine>;
export const cartBody = z.object({ lines: z.array(cartLine), count: z.number().int() });
export type Cart = z.infer<typeof cartBody>;

/** What could not be put where it was wanted, and why. */
const leftOut = z.array(z.object({ sku_id: id, message: z.string() }));

const TOO_MANY = `最多 ${MAX_CART_LINES} 种商品`;
const quantity = count("数量", 1, MAX_QUANTITY);
/** At least one line, each of another SKU. */
const linesOf = <Line extends z.ZodType<{ sku_id: string }>>(line: Line) =>
  z
    .array(line, { error: "请选择商品" })
    .min(1, "请选择商品")
    .max(MAX_CART_LINES, TOO_MANY)
    .refine((all) => new Set(all.map(({ sku_id }) => sku_id)).size === all.length, "同一规格重复了");
const lines = linesOf(z.object({ sku_id: id, quantity }, { error: "商品不正确" }));

export const cart = {
  get: oc.route({ method: "GET", path: "/cart", summary: "购物车" }).output(cartBody),
  /** Adds to what is there; a retry with the same key adds nothing. */
  add: oc
    .route({ method: "POST", path: "/cart/lines", summary: "加入购物车" })
    .input(z.object({ sku_id: id, quantity, request_key: requestKey }))
    .output(z.object({ count: z.number().int(), quantity: z.number().int() })),
  set: oc
    .route({ method: "PUT", path: "/cart/lines/{sku_id}", summary: "修改数量" })
    .input(z.object({ sku_id: id, quantity }))
    .output(cartBody),
  /** Puts another SKU of the same product in a line's place; quantities merge. */
  change: oc
    .route({ method: "POST", path: "/cart/lines/{sku_id}/change", summary: "修改规格" })
    .input(z.object({ sku_id: id, to_sku_id: id, quantity }))
    .output(cartBody),
  remove: oc
    .route({ method: "POST", path: "/cart/remove", summary: "移出购物车" })
    .input(
      z.object({
        sku_ids: z.array(id, { error: "请选择商品" }).min(1, "请选择商品").max(MAX_CART_LINES, TOO_MANY),
      }),
    )
    .output(cartBody),
  /**
   * Puts back what was removed a moment ago, where it stood; what has been added meanwhile adds up. A retry puts nothing back twice:
   * a line that stands there with this key stays as it is.
   */
  restore: oc
    .route({ method: "POST", path: "/cart/restore", summary: "撤销移出" })
    .input(
      z.object({
        lines: linesOf(
          z.object({ sku_id: id, quantity, added_at: inputInstant("加入时间") }, { error: "商品不正确" }),
        ),
        request_key: requestKey,
      }),
    )
    .output(cartBody),
  /**
   * A cart that was filled before signing in joins the account's, once: the device makes the key when it begins the cart. Quantities
   * add up to the most a line may hold. `merged` is false where this cart was merged before.
   */
  merge: oc
    .route({ method: "POST", path: "/cart/merge", summary: "合并登录前的购物车" })
    .input(z.object({ lines, request_key: requestKey }))
    .output(z.object({ cart: cartBody, merged: z.boolean(), left_out: leftOut })),
  /**
   * What these lines come to before coupons and freight, for whoever asks, signed in or not: a phone adds nothing up. What cannot be
   * bought is left out; a quantity above the stock counts as it is.
   */
  total: oc
    .route({ method: "POST", path: "/cart/total", summary: "购物车合计" })
    .input(z.object({ lines }))
    .output(
      z.object({
        pieces: z.number().int(),
        goods_fen: fen,
        /** 自购省 of an active promoter. */
        self_discount_fen: fen,
        /** goods − self discount */
        total_fen: fen,
      }),
    ),
  /** The cart of somebody who has not signed in: the device keeps SKUs and quantities, everything else is told here. */
  preview: oc
    .route({ method: "POST", path: "/cart/preview", summary: "登录前的购物车" })
    .input(z.object({ lines }))
    .output(cartBody),
};
