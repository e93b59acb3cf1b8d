/** Rows → what the console's order pages show. */
import type { ConsoleOrder, ConsoleOrderRow } from "@banyan/contract";
import { type OrderState, ownerOf, toWire } from "@banyan/kernel";
import { caseCardOf } from "../aftersale/read.ts";
import { likePattern } from "../http/like.ts";
import { refuse } from "../http/refusal.ts";
import { decodeTimeKey, timePage } from "../http/time-cursor.ts";
import { maskName, maskPhone } from "../seal/seal.ts";
import type { Services } from "../services.ts";
import {
  type ConsoleDetail,
  type ConsoleRow,
  casesOfOrder,
  listConsoleOrders,
  readConsoleOrder,
} from "./console-store.ts";
import { openContact } from "./contact.ts";
import { lineOf, shipmentsOf, timelineOf } from "./read.ts";
import { orderStateText } from "./words.ts";

export interface ConsoleListInput {
  tab: "all" | OrderState;
  q?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  buyer_id?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The buyer a console number belongs to. @throws Refusal not_found */
export function buyerOf(kind: "order" | "aftersale", no: string): bigint {
  return ownerOf(kind, no) ?? refuse("not_found");
}

export async function consoleOrderPage(
  services: Services,
  input: ConsoleListInput,
): Promise<{ items: ConsoleOrderRow[]; next_cursor: string | null }> {
  const states: OrderState[] | null =
    input.tab === "all"
      ? null
      : input.tab === "awaiting_payment"
        ? ["awaiting_payment", "closing"]
        : [input.tab];
  const rows = await listConsoleOrders(services.database.query, {
    states,
    like: input.q ? likePattern(input.q) : null,
    numberPrefix: input.q?.toUpperCase() ?? null,
    from: input.from ?? null,
    to: input.to ?? null,
    buyerId: input.buyer_id === undefined ? null : BigInt(input.buyer_id),
    before: decodeTimeKey(input.cursor),
    limit: input.limit + 1,
  });
  return timePage(rows, input.limit, rowOf);
}

function rowOf(row: ConsoleRow): ConsoleOrderRow {
  return {
    no: row.no,
    state: row.state,
    state_text: orderStateText(row.state),
    buyer: { id: String(row.buyer_id), nickname: row.nickname },
    lines: row.lines,
    payable_fen: toWire(row.payable_fen),
    refunded_fen: toWire(row.refunded_fen),
    recipient_masked: row.recipient_masked ?? "",
    remark: row.remark,
    aftersale_open: row.aftersale_open,
    created_at: row.created_at.toISOString(),
    paid_at: row.paid_at?.toISOString() ?? null,
  };
}

/** @throws Refusal not_found */
export async function consoleOrderDetail(services: Services, no: string): Promise<ConsoleOrder> {
  const buyerId = buyerOf("order", no);
  const { query } = services.database;
  const [row, cases] = await Promise.all([
    readConsoleOrder(query, buyerId, no),
    casesOfOrder(query, buyerId, no),
  ]);
  if (!row) return refuse("not_found");
  const extras = new Map(row.line_extras.map((extra) => [extra.line_no, extra]));
  const iso = (at: string | null) => (at === null ? null : new Date(at).toISOString());
  return {
    no: row.no,
    state: row.state,
    state_text: orderStateText(row.state),
    buyer: { id: String(buyerId), nickname: row.nickname },
    payable_fen: toWire(row.payable_fen),
    refunded_fen: toWire(row.refunded_fen),
    recipient_masked: row.masked ?? "",
    remark: row.remark,
    aftersale_open: row.aftersale_open,
    created_at: row.created_at.toISOString(),
    paid_at: row.paid_at?.toISOString() ?? null,
    lines: row.lines.map((line) => ({
      ...lineOf(line),
      cost_fen: extras.get(line.line_no)?.cost_fen ?? 0,
      sku_code: extras.get(line.line_no)?.sku_code ?? "",
    })),
    goods_fen: toWire(row.goods_fen),
    discount_fen: toWire(row.discount_fen),
    coupons: row.coupons ?? [],
    self_discount_fen: toWire(row.self_discount_fen),
    referrer:
      row.referrer_id === null ? null : { id: String(row.referrer_id), nickname: row.referrer_name ?? "" },
    earning: row.earning,
    freight_fen: toWire(row.freight_fen),
    contact: maskedContact(services, buyerId, row),
    timeline: timelineOf(row.events),
    shipments: shipmentsOf(row.shipments),
    payments: (row.payments ?? []).map((one) => ({
      ...one,
      created_at: new Date(one.created_at).toISOString(),
      paid_at: iso(one.paid_at),
    })),
    refunds: (row.refunds ?? []).map((one) => ({
      ...one,
      created_at: new Date(one.created_at).toISOString(),
      succeeded_at: iso(one.succeeded_at),
    })),
    aftersales: cases.map(caseCardOf),
    notes: (row.notes ?? []).map((note) => ({
      ...note,
      created_at: new Date(note.created_at).toISOString(),
    })),
    shipped_at: row.shipped_at?.toISOString() ?? null,
    received_at: row.received_at?.toISOString() ?? null,
    actions: consoleActions(row),
  };
}

function maskedContact(services: Services, buyerId: bigint, row: ConsoleDetail): ConsoleOrder["contact"] {
  if (!row.contact_sealed) return null;
  const contact = openContact(services.seal, buyerId, row.no, row.contact_sealed);
  return {
    recipient: maskName(contact.recipient),
    phone: maskPhone(contact.phone),
    address: `${contact.region.join(" ")} ****`,
  };
}

function consoleActions(row: ConsoleDetail): ConsoleOrder["actions"] {
  const actions: ConsoleOrder["actions"] = ["note"];
  if (row.state === "awaiting_shipment" && !row.aftersale_open) actions.unshift("ship");
  const paid =
    row.state === "awaiting_shipment" || row.state === "awaiting_receipt" || row.state === "completed";
  const left = row.lines.some((line) => line.base_fen > line.refunded_fen + line.refunding_fen);
  if (paid && left && !row.aftersale_open) actions.push("refund");
  return actions;
}
