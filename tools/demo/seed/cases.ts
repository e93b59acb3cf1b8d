/** The after-sale side of a planned order: a case, its lines, its refund and what they leave on the order. */
import { refundableByQuantity } from "@banyan/domain";
import type { NumberKind } from "@banyan/kernel";
import type { Fate, PlannedOrder } from "./order.ts";
import type { Dice } from "./random.ts";
import type { Row } from "./rows.ts";

export interface CaseRows {
  open: boolean;
  refundedFen: bigint;
  freightRefundedFen: bigint;
  /** line_no → its four refund columns */
  lines: Map<number, Row>;
  refund: { no: string; refundId: string; amountFen: bigint; at: Date; row: Row } | null;
  /** Units that no longer count as sold; with the stock log's key where they went back on the shelf. */
  returned: { skuId: bigint; quantity: number; restockedAs: string | null; at: Date }[];
  rows: Partial<Record<"aftersale" | "aftersale_line" | "refund" | "refund_fact" | "order_event", Row[]>>;
}

const HOUR_MS = 3_600_000;
/** From receipt: the after-sale period is over and what was earned may have been withdrawn. */
const LATE_HOURS = 24 * 12;
const WITH_CASE: readonly Fate[] = [
  "refunded_before_shipping",
  "refund_requested",
  "partly_refunded",
  "partly_refunded_late",
  "refunded_late",
];
const BEFORE = ["不想要了", "拍错或多拍"];
const AFTER = ["商品破损", "与描述不符", "少件或漏发"];
const NOTES = [
  "外盒压坏了，里面有一份受潮",
  "收到少了一件，已核对装箱单",
  "颜色和图片差得有点多",
  "路上碎了，照片已发客服",
];

export function caseRows(
  dice: Dice,
  order: PlannedOrder,
  orderNo: string,
  number: (kind: NumberKind, at: Date) => string,
): CaseRows | null {
  if (!WITH_CASE.includes(order.fate)) return null;
  const unshipped = order.fate === "refunded_before_shipping";
  const late = order.fate === "refunded_late" || order.fate === "partly_refunded_late";
  const whole = unshipped || order.fate === "refunded_late";
  const open = order.fate === "refund_requested";
  const start = (open ? order.shippedAt : (order.receivedAt ?? order.paidAt)) ?? order.at;
  const at = new Date(start.getTime() + (late ? LATE_HOURS : open ? 24 : 2) * HOUR_MS);
  // After the period only the shop gives back, which is asking and approving in one.
  const decidedAt = new Date(at.getTime() + (late ? 0 : 40 * 60_000));
  const paidBackAt = new Date(decidedAt.getTime() + 60_000);
  const asked = askedLines(order, whole);
  const amountFen = asked.reduce((sum, line) => sum + line.amount_fen, 0n);
  const freightFen = unshipped ? order.freightFen : 0n;
  const no = number("aftersale", at);
  const base = { buyer_id: order.person.id, order_no: orderNo };
  const event = eventOf(base);
  const reason = dice.pick(unshipped ? BEFORE : AFTER);
  const result: CaseRows = {
    open,
    refundedFen: open ? 0n : amountFen + freightFen,
    freightRefundedFen: open ? 0n : freightFen,
    lines: new Map(asked.map((line) => [line.line_no, standing(line, open)])),
    refund: null,
    returned: open
      ? []
      : asked.map(({ skuId, quantity }) => ({
          skuId,
          quantity,
          restockedAs: unshipped ? `refund:${no}` : null,
          at: paidBackAt,
        })),
    rows: {
      aftersale: [
        {
          ...base,
          no,
          state: open ? "requested" : "refunded",
          reason,
          note: unshipped ? "" : dice.pick(NOTES),
          pictures: [],
          amount_fen: amountFen,
          freight_fen: freightFen,
          restock: unshipped,
          request_key: `seed-${no}`,
          decision_note: "",
          created_at: at,
          decided_at: open ? null : decidedAt,
        },
      ],
      aftersale_line: asked.map(({ skuId: _sku, ...line }) => ({
        buyer_id: order.person.id,
        aftersale_no: no,
        ...line,
      })),
      order_event: late ? [] : [event("aftersale_requested", at, reason, no)],
    },
  };
  if (!open) {
    const p = { no: number("refund", decidedAt), aftersaleNo: no, base, amountFen: amountFen + freightFen };
    addRefund(dice, result, order, { ...p, decidedAt, paidBackAt, event });
  }
  return result;
}

type EventOf = (kind: string, when: Date, note: string | null, ref: string) => Row;

function eventOf(base: { buyer_id: bigint; order_no: string }): EventOf {
  return (kind, when, note, ref) => ({ ...base, kind, note, ref, event_at: when, created_at: when });
}

interface Asked {
  line_no: number;
  quantity: number;
  amount_fen: bigint;
  skuId: bigint;
}

/** The whole order, or one unit of its first line. */
function askedLines(order: PlannedOrder, whole: boolean): Asked[] {
  return (whole ? order.lines : order.lines.slice(0, 1)).map((line, index) => {
    const most = refundableByQuantity({
      lineNo: index + 1,
      baseFen: line.price.baseFen,
      quantity: line.quantity,
      refundedFen: 0n,
      refundedQuantity: 0,
      refundingFen: 0n,
      refundingQuantity: 0,
    });
    const quantity = whole ? line.quantity : 1;
    return { line_no: index + 1, quantity, amount_fen: most[quantity - 1] ?? 0n, skuId: line.sku.id };
  });
}

/** The four refund columns of an order line. */
function standing(line: Asked, open: boolean): Row {
  return {
    refunded_fen: open ? 0 : line.amount_fen,
    refunded_quantity: open ? 0 : line.quantity,
    refunding_fen: open ? line.amount_fen : 0,
    refunding_quantity: open ? line.quantity : 0,
  };
}

function addRefund(
  dice: Dice,
  result: CaseRows,
  order: PlannedOrder,
  p: {
    no: string;
    aftersaleNo: string;
    base: { buyer_id: bigint; order_no: string };
    amountFen: bigint;
    decidedAt: Date;
    paidBackAt: Date;
    event: EventOf;
  },
): void {
  const refundId = `50300${String(dice.below(1e9)).padStart(9, "0")}${String(dice.below(1e9)).padStart(9, "0")}`;
  const row: Row = {
    ...p.base,
    no: p.no,
    // Filled in when the payment gets its number.
    payment_no: "",
    aftersale_no: p.aftersaleNo,
    cause: "aftersale",
    amount_fen: p.amountFen,
    total_fen: order.payableFen,
    state: "success",
    refund_id: refundId,
    next_try_at: p.paidBackAt,
    tries: 0,
    last_error: "",
    created_at: p.decidedAt,
    succeeded_at: p.paidBackAt,
    succeeded_date: new Date(p.paidBackAt.getTime() + 8 * HOUR_MS).toISOString().slice(0, 10),
  };
  result.refund = { no: p.no, refundId, amountFen: p.amountFen, at: p.paidBackAt, row };
  result.rows.refund = [row];
  result.rows.refund_fact = [
    {
      buyer_id: p.base.buyer_id,
      refund_no: p.no,
      state: "success",
      refund_id: refundId,
      amount_fen: p.amountFen,
      source: "callback",
      event_at: p.paidBackAt,
      created_at: p.paidBackAt,
    },
  ];
  result.rows.order_event?.push(
    p.event("aftersale_approved", p.decidedAt, null, p.aftersaleNo),
    p.event("refunded", p.paidBackAt, null, p.no),
  );
}
