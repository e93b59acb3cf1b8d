/** Offences against the sentences about coupons. */
import type { Offence } from "./offences.ts";

export const COUPON_OFFENCES: readonly Offence[] = [
  { key: "coupon_claimed", what: "领取数被改", run: () => "UPDATE coupon_counter SET claimed = claimed + 1" },
  {
    key: "coupon_used",
    what: "用掉的券又能用",
    run: () => "UPDATE coupon_grant SET state = 'usable', order_no = NULL",
    ref: (l) => l.coupon,
  },
  {
    key: "coupon_amount",
    what: "没有券却有优惠",
    loosen: ["orders"],
    run: (l) => `UPDATE orders SET discount_fen = 1 WHERE no = '${l.paid}'`,
    ref: (l) => l.paid,
  },
  {
    key: "coupon_code_taken",
    what: "兑换码用掉了，却没有人得券",
    run: () => `INSERT INTO coupon_code (code, coupon_id, shared, taken_by, taken_at)
      SELECT 'LOSTCODE', id, false, 1, now() FROM coupon LIMIT 1`,
    ref: () => "LOSTCODE",
  },
];
