/** What the shop has after a step, in the bookkeeper's words, so that the two can be laid side by side. */
import type { Bookkeeper } from "@banyan/testkit";
import type { Shop } from "../support/shop.ts";
import type { Driver } from "./driver.ts";
import type { World } from "./world.ts";

interface OrderFacts {
  state: string;
  payable: string;
  freight: string;
  refunded: string;
  freight_refunded: string;
  open: boolean;
  lines: { quantity: number; discount: number; base: number; done: number[]; open: number[] }[];
  /** Refunds in the order they were made: amount and WeChat's word. */
  refunds: string[];
}
export interface Facts {
  orders: OrderFacts[];
  stock: { on_hand: number; held: number }[];
  /** Which order has each coupon. */
  coupons: (number | null)[];
}

export function expectedOf(book: Bookkeeper): Facts {
  const words = { owed: "PROCESSING", done: "SUCCESS", failed: "CLOSED" } as const;
  return {
    orders: book.orders.map((order, at) => ({
      state: order.state,
      payable: String(order.payableFen),
      freight: String(order.freightFen),
      refunded: String(order.refundedFen),
      freight_refunded: String(order.freightRefundedFen),
      open: ["requested", "refunding"].includes(order.cases.at(-1)?.state ?? ""),
      lines: order.lines.map((line) => ({
        quantity: line.quantity,
        discount: Number(line.discountFen),
        base: Number(line.baseFen),
        done: [Number(line.refundedFen), line.refundedQuantity],
        open: [Number(line.refundingFen), line.refundingQuantity],
      })),
      refunds: book.obligations
        .filter((one) => one.order === at)
        .map((one) => `${one.amountFen} ${words[one.state]}`),
    })),
    stock: book.stock.map(({ onHand, held }) => ({ on_hand: onHand, held })),
    coupons: book.coupons.map((coupon) => coupon.usedBy),
  };
}

export async function factsOf(shop: Shop, world: World, driver: Driver): Promise<Facts> {
  const nos = driver.orders.map((order) => order.no);
  const [row] = await shop.sql<{
    orders: Record<string, Omit<OrderFacts, "refunds">> | null;
    stock: Record<string, Facts["stock"][number]>;
    coupons: Record<string, string | null> | null;
  }>(
    `SELECT
      (SELECT jsonb_object_agg(o.no, jsonb_build_object('state', o.state, 'payable', o.payable_fen::text,
          'freight', o.freight_fen::text, 'refunded', o.refunded_fen::text, 'freight_refunded', o.freight_refunded_fen::text,
          'open', o.aftersale_open, 'lines', (SELECT jsonb_agg(jsonb_build_object('quantity', l.quantity,
              'discount', l.discount_fen, 'base', l.base_fen, 'done', jsonb_build_array(l.refunded_fen, l.refunded_quantity),
              'open', jsonb_build_array(l.refunding_fen, l.refunding_quantity)) ORDER BY l.line_no)
            FROM order_line l WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no)))
        FROM orders o WHERE o.no = ANY ($1)) AS orders,
      (SELECT jsonb_object_agg(s.sku_id::text, jsonb_build_object('on_hand', s.on_hand, 'held', s.held))
        FROM sku_stock s WHERE s.sku_id = ANY ($2::bigint[])) AS stock,
      (SELECT jsonb_object_agg(g.id::text, g.order_no) FROM coupon_grant g WHERE g.id = ANY ($3::bigint[])) AS coupons`,
    [nos, world.skus, world.grants],
  );
  const { refunds } = await shop.simulator.control.state();
  return {
    orders: driver.orders.map(({ no, attempt }) => ({
      ...(row?.orders?.[no] as Omit<OrderFacts, "refunds">),
      refunds: refunds
        .filter((one) => one.out_trade_no === attempt)
        .map((one) => `${one.amount} ${one.status}`),
    })),
    stock: world.skus.map((sku) => row?.stock[sku] ?? { on_hand: -1, held: -1 }),
    coupons: world.grants.map((grant) => {
      const no = row?.coupons?.[grant];
      return no ? nos.indexOf(no) : null;
    }),
  };
}
