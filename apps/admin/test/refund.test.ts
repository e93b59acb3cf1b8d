import type { ConsoleOrder } from "@banyan/contract";
import { describe, expect, it } from "vitest";
import {
  askedLines,
  atWholePrice,
  freightLeft,
  initialChoice,
  mostByQuantity,
  previewRefund,
  refundableLines,
} from "../src/order/refund-choice.ts";

type Line = ConsoleOrder["lines"][number];

function line(part: Partial<Line>): Line {
  return {
    line_no: 1,
    sku_id: "1",
    product_id: "1",
    name: "茶",
    spec: [],
    picture: "",
    fulfilment: "parcel",
    price_fen: 3400,
    quantity: 3,
    discount_fen: 200,
    net_fen: 10000,
    self_discount_fen: 0,
    refunded_fen: 0,
    refunded_quantity: 0,
    aftersale: null,
    cost_fen: 0,
    sku_code: "",
    ...part,
  };
}

function order(part: Partial<ConsoleOrder>): ConsoleOrder {
  return {
    no: "D2611241ABCDEFGHIJK",
    state: "awaiting_shipment",
    state_text: "待发货",
    buyer: { id: "1", nickname: "阿禾" },
    lines: [line({})],
    payable_fen: 10800,
    refunded_fen: 0,
    recipient_masked: "",
    remark: "",
    aftersale_open: false,
    created_at: "2026-11-24T00:00:00Z",
    paid_at: "2026-11-24T00:01:00Z",
    goods_fen: 10200,
    discount_fen: 200,
    coupons: [],
    self_discount_fen: 0,
    referrer: null,
    earning: false,
    freight_fen: 800,
    contact: null,
    timeline: [],
    shipments: [],
    payments: [],
    refunds: [],
    aftersales: [],
    notes: [],
    shipped_at: null,
    received_at: null,
    actions: ["refund"],
    ...part,
  };
}

describe("choosing what the shop refunds", () => {
  it("offers floor shares that add up to the line", () => {
    expect(mostByQuantity(line({}))).toEqual([3333, 6666, 10000]);
    expect(mostByQuantity(line({ refunded_fen: 3333, refunded_quantity: 1 }))).toEqual([3333, 6667]);
    expect(refundableLines(order({ lines: [line({ refunded_fen: 10000, refunded_quantity: 3 })] }))).toEqual(
      [],
    );
  });

  it("gives back what was paid: 自购省 never was", () => {
    expect(mostByQuantity(line({ self_discount_fen: 1000 }))).toEqual([3000, 6000, 9000]);
  });

  it("brings the freight back by itself when nothing was shipped and all of it is refunded", () => {
    const whole = order({});
    const asked = askedLines(whole.lines, new Map([[1, { ...initialChoice(line({})), chosen: true }]]));
    expect(previewRefund(whole, asked, false)).toEqual({ linesFen: 10000, freightFen: 800 });
    const shipped = order({ state: "awaiting_receipt", shipped_at: "2026-11-24T02:00:00Z" });
    expect(previewRefund(shipped, asked, false)).toEqual({ linesFen: 10000, freightFen: 0 });
    expect(previewRefund(shipped, asked, true)).toEqual({ linesFen: 10000, freightFen: 800 });
  });

  it("fixes the amount to what the units cost until something was shipped", () => {
    const [waiting, sent] = [
      order({}),
      order({ state: "awaiting_receipt", shipped_at: "2026-11-24T02:00:00Z" }),
    ];
    const less = [{ line_no: 1, quantity: 1, amount_fen: 100 }];
    expect(atWholePrice(waiting)).toBe(true);
    expect(previewRefund(waiting, less, false)).toBeNull();
    expect(atWholePrice(sent)).toBe(false);
    expect(previewRefund(sent, less, false)).toEqual({ linesFen: 100, freightFen: 0 });
  });

  it("shows nothing to confirm for too much, nothing, or an open case", () => {
    const asked = [{ line_no: 1, quantity: 1, amount_fen: 3334 }];
    expect(previewRefund(order({}), asked, false)).toBeNull();
    expect(previewRefund(order({}), [], false)).toBeNull();
    const good = [{ line_no: 1, quantity: 1, amount_fen: 3333 }];
    expect(previewRefund(order({}), good, false)).toEqual({ linesFen: 3333, freightFen: 0 });
    expect(previewRefund(order({ aftersale_open: true }), good, false)).toBeNull();
  });

  it("knows what is left of the freight from what was refunded", () => {
    const part = line({ refunded_fen: 3333, refunded_quantity: 1 });
    expect(freightLeft(order({ lines: [part], refunded_fen: 3333 }))).toBe(800);
    expect(freightLeft(order({ lines: [part], refunded_fen: 4133 }))).toBe(0);
  });
});
