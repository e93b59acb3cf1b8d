/** The planned past as rows: orders, lines, payments, shipments, cases, refunds, events, coupons, stock. Balanced like a lived one. */
import { makeNumber, type NumberKind } from "@banyan/kernel";
import { sealContact } from "@banyan/server/order/contact.ts";
import type { Seal } from "@banyan/server/seal/seal.ts";
import type { PastPayment } from "@banyan/wechat-sim";
import type pg from "pg";
import { type CaseRows, caseRows } from "./cases.ts";
import type { SeededCatalog } from "./catalog.ts";
import type { PlannedOrder } from "./plan.ts";
import type { Dice } from "./random.ts";
import { freshIds, insertRows, type Row } from "./rows.ts";

const STATE = {
  awaiting_payment: "awaiting_payment",
  closed: "closed",
  awaiting_shipment: "awaiting_shipment",
  awaiting_receipt: "awaiting_receipt",
  refund_requested: "awaiting_receipt",
  completed: "completed",
  partly_refunded: "completed",
  refunded_before_shipping: "refunded",
} as const;
const CARRIERS = [
  { name: "顺丰速运", prefix: "SF" },
  { name: "中通快递", prefix: "7" },
  { name: "韵达速递", prefix: "4" },
  { name: "京东物流", prefix: "JD" },
];
const DAY_MS = 86_400_000;
const UNPAID_MS = 30 * 60_000;

/** Rows by table, in an order that satisfies the foreign keys. */
const TABLES = [
  "quote",
  "orders",
  "order_line",
  "order_contact",
  "order_event",
  "payment_attempt",
  "payment_fact",
  "shipment",
  "aftersale",
  "aftersale_line",
  "refund",
  "refund_fact",
  "coupon_grant",
] as const;
type Table = (typeof TABLES)[number];

export interface Written {
  no: string;
  order: PlannedOrder;
  aftersale: CaseRows | null;
}

/** @returns what the simulator has to know, and each order with its number for stock */
export async function writeHistory(
  client: pg.ClientBase,
  p: { dice: Dice; seal: Seal; orders: readonly PlannedOrder[]; notifyUrl: string },
): Promise<{ payments: PastPayment[]; written: Written[] }> {
  const rows = new Map<Table, Row[]>(TABLES.map((table) => [table, []]));
  const quoteIds = await freshIds(client, "quote", p.orders.length);
  const grantIds = await freshIds(client, "coupon_grant", p.orders.length);
  const add = (table: Table, ...more: Row[]) => rows.get(table)?.push(...more);
  const payments: PastPayment[] = [];
  const written: Written[] = [];
  const turns = new Map<string, number>();
  p.orders.forEach((order, at) => {
    const number = (kind: NumberKind, when: Date) =>
      makeNumber(kind, order.person.id, dayOf(when), p.dice.letters);
    const no = number("order", order.at);
    const aftersale = caseRows(p.dice, order, no, number);
    const ids = { quoteId: quoteIds[at] as bigint, grantId: order.coupon ? (grantIds[at] as bigint) : null };
    addOrder(add, p.seal, order, no, ids, aftersale);
    addCoupon(add, order, no, ids.grantId, turns);
    const payment = addPayment(add, p, order, no, number, aftersale);
    if (payment) payments.push(payment);
    addShipment(add, p.dice, order, no, number);
    for (const [table, more] of Object.entries(aftersale?.rows ?? {})) add(table as Table, ...more);
    written.push({ no, order, aftersale });
  });
  const events = (rows.get("order_event") ?? []).sort(
    (a, b) => (a["event_at"] as Date).getTime() - (b["event_at"] as Date).getTime(),
  );
  rows.set("order_event", await withIds(client, "order_event", events));
  for (const table of TABLES) await insertRows(client, table, rows.get(table) ?? []);
  return { payments, written };
}

type Add = (table: Table, ...rows: Row[]) => void;

function dayOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

function addOrder(
  add: Add,
  seal: Seal,
  order: PlannedOrder,
  no: string,
  ids: { quoteId: bigint; grantId: bigint | null },
  aftersale: CaseRows | null,
): void {
  const buyer_id = order.person.id;
  const hasParcel = order.lines.some((line) => line.sku.fulfilment === "parcel");
  const { address } = order.person;
  const closedAt = order.fate === "closed" ? new Date(order.at.getTime() + UNPAID_MS) : null;
  add("quote", {
    buyer_id,
    id: ids.quoteId,
    request: { source: "buy_now", lines: [], address_id: null, coupon: null },
    payable_fen: order.payableFen,
    created_at: order.at,
    expires_at: order.at,
  });
  add("orders", {
    buyer_id,
    no,
    quote_id: ids.quoteId,
    state: STATE[order.fate],
    goods_fen: order.goodsFen,
    discount_fen: order.discountFen,
    self_discount_fen: 0,
    freight_fen: order.freightFen,
    payable_fen: order.payableFen,
    refunded_fen: aftersale?.refundedFen ?? 0,
    freight_refunded_fen: aftersale?.freightRefundedFen ?? 0,
    coupon_grant_id: ids.grantId,
    region_code: hasParcel ? address.regionCode : null,
    aftersale_open: aftersale?.open ?? false,
    remark: order.remark,
    close_reason: closedAt ? "超时未支付，订单已自动关闭" : "",
    created_at: order.at,
    created_date: dayOf(order.at),
    close_due_at: order.fate === "awaiting_payment" ? new Date(order.at.getTime() + UNPAID_MS) : null,
    receive_due_at:
      STATE[order.fate] === "awaiting_receipt" && order.shippedAt
        ? new Date(order.shippedAt.getTime() + 10 * DAY_MS)
        : null,
    paid_at: order.paidAt,
    paid_date: order.paidAt ? dayOf(order.paidAt) : null,
    shipped_at: order.shippedAt,
    received_at: order.receivedAt,
    closed_at: closedAt,
  });
  add("order_line", ...lineRows(order, no, aftersale));
  if (hasParcel) {
    const { recipient, phone, region, detail } = address;
    const { sealed, masked } = sealContact(seal, buyer_id, no, { recipient, phone, region, detail });
    add("order_contact", { buyer_id, order_no: no, contact_sealed: sealed, masked });
  }
  add("order_event", event(order, no, "submitted", order.at));
  if (closedAt) add("order_event", event(order, no, "closed_unpaid", closedAt));
  if (order.receivedAt) add("order_event", event(order, no, "received", order.receivedAt));
}

function lineRows(order: PlannedOrder, no: string, aftersale: CaseRows | null): Row[] {
  return order.lines.map(({ sku, quantity, price }, index) => ({
    buyer_id: order.person.id,
    order_no: no,
    line_no: index + 1,
    product_id: sku.productId,
    sku_id: sku.id,
    name: sku.name,
    spec: sku.spec,
    picture: sku.picture,
    sku_code: sku.code,
    fulfilment: sku.fulfilment,
    price_fen: sku.priceFen,
    quantity,
    discount_fen: price.discountFen,
    net_fen: price.netFen,
    self_discount_fen: price.selfDiscountFen,
    base_fen: price.baseFen,
    cost_fen: sku.costFen,
    category_path: sku.categoryPath,
    ...(aftersale?.lines.get(index + 1) ?? {
      refunded_fen: 0,
      refunded_quantity: 0,
      refunding_fen: 0,
      refunding_quantity: 0,
    }),
  }));
}

function event(order: PlannedOrder, no: string, kind: string, at: Date, note: string | null = null): Row {
  return { buyer_id: order.person.id, order_no: no, kind, note, ref: null, event_at: at, created_at: at };
}

function addCoupon(
  add: Add,
  order: PlannedOrder,
  no: string,
  id: bigint | null,
  turns: Map<string, number>,
): void {
  if (!order.coupon || id === null) return;
  const key = `${order.person.id}:${order.coupon.id}`;
  const turn = (turns.get(key) ?? 0) + 1;
  turns.set(key, turn);
  const given = order.fate === "closed";
  add("coupon_grant", {
    customer_id: order.person.id,
    id,
    coupon_id: order.coupon.id,
    turn,
    state: given ? "usable" : "used",
    order_no: given ? null : no,
    claimed_at: new Date(order.at.getTime() - 3_600_000),
    expires_at: new Date(order.at.getTime() + order.coupon.validDays * DAY_MS),
  });
}

function addPayment(
  add: Add,
  p: { dice: Dice; notifyUrl: string },
  order: PlannedOrder,
  no: string,
  number: (kind: NumberKind, at: Date) => string,
  aftersale: CaseRows | null,
): PastPayment | null {
  if (!order.paidAt) return null;
  const paymentNo = number("payment", order.at);
  const transactionId = `42000${dayOf(order.paidAt).replaceAll("-", "")}${String(p.dice.below(1e9)).padStart(9, "0")}${String(p.dice.below(1e6)).padStart(6, "0")}`;
  const buyer_id = order.person.id;
  add("payment_attempt", {
    buyer_id,
    no: paymentNo,
    order_no: no,
    amount_fen: order.payableFen,
    openid: order.person.openid,
    state: "paid",
    transaction_id: transactionId,
    paid_at: order.paidAt,
    created_at: order.at,
  });
  add("payment_fact", {
    buyer_id,
    transaction_id: transactionId,
    payment_no: paymentNo,
    amount_fen: order.payableFen,
    source: "callback",
    event_at: order.paidAt,
    created_at: order.paidAt,
  });
  add("order_event", event(order, no, "paid", order.paidAt));
  const refund = aftersale?.refund ?? null;
  if (refund) refund.row["payment_no"] = paymentNo;
  return {
    out_trade_no: paymentNo,
    transaction_id: transactionId,
    description: order.lines[0]?.sku.name ?? "",
    openid: order.person.openid,
    total: Number(order.payableFen),
    paid_at: order.paidAt.getTime(),
    notify_url: p.notifyUrl,
    refunds: refund
      ? [
          {
            out_refund_no: refund.no,
            refund_id: refund.refundId,
            amount: Number(refund.amountFen),
            success_at: refund.at.getTime(),
          },
        ]
      : [],
  };
}

function addShipment(
  add: Add,
  dice: Dice,
  order: PlannedOrder,
  no: string,
  number: (kind: NumberKind, at: Date) => string,
): void {
  if (!order.shippedAt) return;
  const lineNos = (fulfilment: "parcel" | "service") =>
    order.lines.flatMap((line, index) => (line.sku.fulfilment === fulfilment ? [index + 1] : []));
  const carrier = dice.pick(CARRIERS);
  const tracking = `${carrier.prefix}${String(10_000_000_000 + dice.below(89_999_999_999))}`;
  for (const fulfilment of ["parcel", "service"] as const) {
    const numbers = lineNos(fulfilment);
    if (numbers.length === 0) continue;
    const parcel = fulfilment === "parcel";
    add("shipment", {
      buyer_id: order.person.id,
      no: number("shipment", order.shippedAt),
      order_no: no,
      fulfilment,
      carrier: parcel ? carrier.name : null,
      tracking_no: parcel ? tracking : null,
      line_nos: numbers,
      shipped_at: order.shippedAt,
    });
  }
  const parcel = lineNos("parcel").length > 0;
  add(
    "order_event",
    event(
      order,
      no,
      parcel ? "shipped" : "served",
      order.shippedAt,
      parcel ? `${carrier.name} ${tracking}` : null,
    ),
  );
}

/** Stock that this past leaves behind: opening entries, sales, returns to the shelf, holds of unpaid orders. */
export async function writeStock(
  client: pg.ClientBase,
  catalog: SeededCatalog,
  written: readonly Written[],
  now: Date,
): Promise<void> {
  const moves: { skuId: bigint; delta: number; key: string; reason: string; ref: string; at: Date }[] = [];
  const holds: Row[] = [];
  const held = new Map<bigint, number>();
  const sold = new Map<bigint, number>();
  const count = (map: Map<bigint, number>, id: bigint, n: number) => map.set(id, (map.get(id) ?? 0) + n);
  for (const { no, order, aftersale } of written) {
    for (const { sku, quantity } of order.lines) {
      const state = order.paidAt ? "sold" : order.fate === "closed" ? "released" : "held";
      holds.push({ sku_id: sku.id, order_no: no, quantity, state, created_at: order.at });
      if (state === "held") count(held, sku.id, quantity);
      if (state !== "sold" || !order.paidAt) continue;
      count(sold, sku.id, quantity);
      moves.push({
        skuId: sku.id,
        delta: -quantity,
        key: `sold:${no}`,
        reason: "sold",
        ref: no,
        at: order.paidAt,
      });
    }
    for (const back of aftersale?.returned ?? []) {
      count(sold, back.skuId, -back.quantity);
      if (back.restockedAs === null) continue;
      moves.push({
        skuId: back.skuId,
        delta: back.quantity,
        key: back.restockedAs,
        reason: "refund",
        ref: no,
        at: back.at,
      });
    }
  }
  const opening = new Date(now.getTime() - 80 * DAY_MS);
  const stock: Row[] = [];
  const log: Row[] = [];
  for (const sku of catalog.skus) {
    const own = moves.filter((move) => move.skuId === sku.id).sort((a, b) => a.at.getTime() - b.at.getTime());
    const end = Math.max(sku.stock, held.get(sku.id) ?? 0);
    let onHand = end - own.reduce((sum, move) => sum + move.delta, 0);
    stock.push({ sku_id: sku.id, on_hand: end, held: held.get(sku.id) ?? 0 });
    const entry = (delta: number, key: string, reason: string, ref: string, at: Date) =>
      log.push({
        sku_id: sku.id,
        event_key: key,
        delta,
        on_hand_after: onHand,
        reason,
        ref,
        note: "",
        created_at: at,
      });
    if (onHand > 0) entry(onHand, "opening", "purchase", "", opening);
    for (const move of own) {
      onHand += move.delta;
      entry(move.delta, move.key, move.reason, move.ref, move.at);
    }
  }
  await insertRows(client, "sku_stock", stock);
  await insertRows(client, "stock_hold", holds);
  await insertRows(client, "stock_log", await withIds(client, "stock_log", log));
  await insertRows(
    client,
    "sku_sales",
    [...sold].map(([sku_id, n]) => ({ sku_id, sold: n })),
  );
}

/** Rows with ids of the table's sequence, in their order. */
export async function withIds(client: pg.ClientBase, table: string, rows: readonly Row[]): Promise<Row[]> {
  const ids = await freshIds(client, table, rows.length);
  return rows.map((row, at) => ({ id: ids[at], ...row }));
}
