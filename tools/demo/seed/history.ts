/** The planned past as rows: orders, lines, payments, shipments, cases, refunds, events, coupons, stock. Balanced like a lived one. */
import { makeNumber, type NumberKind } from "@banyan/kernel";
import { sealContact } from "@banyan/server/order/contact.ts";
import type { Seal } from "@banyan/server/seal/seal.ts";
import type { PastPayment } from "@banyan/wechat-sim";
import type pg from "pg";
import { type CaseRows, caseRows } from "./cases.ts";
import { type Add, dayOf, event, TABLES, type Table } from "./heap.ts";
import type { PlannedOrder } from "./order.ts";
import { addPayment } from "./payments.ts";
import type { Dice } from "./random.ts";
import { freshIds, insertRows, type Row, withIds } from "./rows.ts";

const STATE = {
  awaiting_payment: "awaiting_payment",
  closed: "closed",
  awaiting_shipment: "awaiting_shipment",
  awaiting_receipt: "awaiting_receipt",
  refund_requested: "awaiting_receipt",
  completed: "completed",
  partly_refunded: "completed",
  partly_refunded_late: "completed",
  refunded_before_shipping: "refunded",
  refunded_late: "refunded",
} as const;
const CARRIERS = [
  { name: "顺丰速运", prefix: "SF" },
  { name: "中通快递", prefix: "7" },
  { name: "韵达速递", prefix: "4" },
  { name: "京东物流", prefix: "JD" },
];
const DAY_MS = 86_400_000;
const UNPAID_MS = 30 * 60_000;

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
    self_discount_fen: order.selfDiscountFen,
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
    referrer_id: order.promoting.referrer?.id ?? null,
    share_code: order.promoting.shareCode,
    earning: order.lines.some((line) => line.shares.length > 0),
    settle_due_at: order.settleDueAt,
    settled_at: order.settledAt,
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
  const { plan, buyer, chain } = order.promoting;
  return order.lines.map(({ sku, quantity, price, shares }, index) => ({
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
    plan_version: plan.version,
    buyer_promoter: buyer,
    chain,
    shares,
    ...(aftersale?.lines.get(index + 1) ?? {
      refunded_fen: 0,
      refunded_quantity: 0,
      refunding_fen: 0,
      refunding_quantity: 0,
    }),
  }));
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
  add("order_coupon", {
    buyer_id: order.person.id,
    order_no: no,
    grant_id: id,
    coupon_id: order.coupon.id,
    discount_fen: order.discountFen,
  });
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
