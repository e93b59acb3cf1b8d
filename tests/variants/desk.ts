/** What may be wrong in the SQL of withdrawals, coupons, stock and refunds. */
import {
  adjustmentScene,
  approvalsScene,
  couponScene,
  decisionScene,
  overdrawScene,
  refundScene,
  repeatScene,
  shelfScene,
  twoPeopleScene,
} from "./desk-scenes.ts";
import type { Broken } from "./scene.ts";

const drop = (table: string, constraint: string) => `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`;

const WITHDRAWALS: readonly Broken[] = [
  {
    name: "overdraw",
    scene: overdrawScene,
    variants: [
      {
        what: "a withdrawal is reserved without lock and without the floor of available",
        edits: [
          ["SELECT FROM promoter WHERE owner_id = $? FOR UPDATE", "SELECT FROM promoter WHERE owner_id = $?"],
        ],
        loosen: [drop("account", "available_floor")],
        caughtBy: "book account_floors",
      },
    ],
  },
  {
    name: "repeat",
    scene: repeatScene,
    variants: [
      {
        what: "a request is not known again by its key",
        edits: [
          [
            "FROM withdrawal WHERE owner_id = $? AND request_key = $?",
            "FROM withdrawal WHERE owner_id = $? AND request_key = $? || ' '",
          ],
        ],
        loosen: [drop("withdrawal", "withdrawal_owner_id_request_key_key")],
        caughtBy: "fact balances",
      },
    ],
  },
  {
    name: "decision",
    scene: decisionScene,
    variants: [
      {
        what: "a decision neither locks the withdrawal nor asks where it stands",
        edits: [
          [
            "FROM withdrawal WHERE owner_id = $? AND no = $? FOR UPDATE",
            "FROM withdrawal WHERE owner_id = $? AND no = $?",
          ],
          ["WHERE owner_id = $? AND no = $? AND state = $?", "WHERE owner_id = $? AND no = $?"],
        ],
        loosen: [drop("withdrawal", "withdrawal_decider")],
        caughtBy: "fact answers",
      },
    ],
  },
  {
    name: "approvals",
    scene: approvalsScene,
    variants: [
      {
        what: "two people at once approve, and a withdrawal may have two payouts",
        edits: [
          [
            "FROM withdrawal WHERE owner_id = $? AND no = $? FOR UPDATE",
            "FROM withdrawal WHERE owner_id = $? AND no = $?",
          ],
          ["WHERE owner_id = $? AND no = $? AND state = $?", "WHERE owner_id = $? AND no = $?"],
        ],
        loosen: [drop("payout", "payout_owner_id_withdrawal_no_key")],
        caughtBy: "book payout_sound",
      },
    ],
  },
  {
    name: "two_people",
    scene: twoPeopleScene,
    variants: [
      {
        what: "who checked is forgotten, so the same person may approve",
        edits: [
          [
            "checked_by = CASE WHEN $? THEN $? ELSE checked_by END",
            "checked_by = CASE WHEN $? AND $?::bigint = 0 THEN 0 ELSE checked_by END",
          ],
        ],
        caughtBy: "fact again",
      },
      {
        what: "the approver is written down as whoever checked",
        edits: [
          [
            "approved_by = CASE WHEN $? THEN $? ELSE approved_by END",
            "approved_by = CASE WHEN $? THEN coalesce(checked_by, $?) ELSE approved_by END",
          ],
        ],
        loosen: [drop("withdrawal", "withdrawal_two_people"), drop("withdrawal", "withdrawal_decider")],
        caughtBy: "book withdrawal_people",
      },
    ],
  },
];

const ADJUSTMENT: Broken = {
  name: "adjustment",
  scene: adjustmentScene,
  variants: [
    {
      what: "a decision about a reward neither locks it nor asks whether it waits",
      edits: [
        [
          "FROM adjustment WHERE owner_id = $? AND no = $? FOR UPDATE",
          "FROM adjustment WHERE owner_id = $? AND no = $?",
        ],
        ["AND j.no = d.no AND j.state = 'requested'", "AND j.no = d.no"],
      ],
      caughtBy: "fact answers",
    },
    {
      what: "whoever asked is written down as having decided",
      edits: [["decided_by = $?::bigint", "decided_by = least($?::bigint, requested_by)"]],
      caughtBy: "violates check constraint",
    },
  ],
};

const SELLING: readonly Broken[] = [
  {
    name: "coupon",
    scene: couponScene,
    variants: [
      {
        what: "a coupon is claimed past its total",
        edits: [["AND claimed < total", ""]],
        loosen: [drop("coupon_counter", "coupon_never_over")],
        caughtBy: "book coupon_claimed",
      },
      {
        what: "a claim is not counted",
        edits: [["SET claimed = claimed + 1", "SET claimed = claimed"]],
        caughtBy: "book coupon_claimed",
      },
    ],
  },
  {
    name: "shelf",
    scene: shelfScene,
    variants: [
      {
        what: "units are held that are not there",
        edits: [["AND locked.on_hand - locked.held >= want.quantity", ""]],
        loosen: [drop("sku_stock", "stock_never_below_zero")],
        caughtBy: "book stock_held",
      },
      {
        what: "a group is granted what is not there",
        edits: [["HAVING bool_and(want.upto <= coalesce(locked.available, 0))", ""]],
        loosen: [drop("sku_stock", "stock_never_below_zero")],
        caughtBy: "book stock_held",
      },
      {
        what: "the shelf is read without its lock, and written back",
        edits: [
          ["JOIN want USING (sku_id) ORDER BY s.sku_id FOR UPDATE OF s", "JOIN want USING (sku_id)"],
          [
            "WHERE s.sku_id IN (SELECT sku_id FROM want) ORDER BY s.sku_id FOR UPDATE",
            "WHERE s.sku_id IN (SELECT sku_id FROM want)",
          ],
        ],
        caughtBy: "book stock_held",
      },
      {
        what: "what is sold already is sold again",
        edits: [
          ["AND state = 'held') ORDER BY s.sku_id FOR UPDATE", ") ORDER BY s.sku_id FOR UPDATE"],
          ["h.order_no = ANY ($?::text[]) AND h.state = 'held'", "h.order_no = ANY ($?::text[])"],
          ["'sold:' || sold.order_no, -sold.quantity", "'sold:' || clock_timestamp(), -sold.quantity"],
        ],
        loosen: [drop("sku_stock", "sku_stock_held_check")],
        caughtBy: "book stock_held",
      },
    ],
  },
  {
    name: "refund",
    scene: refundScene,
    variants: [
      {
        what: "a refund neither locks its order nor keeps to what the line cost",
        edits: [
          [
            "FROM orders WHERE buyer_id = $? AND no = $? FOR UPDATE",
            "FROM orders WHERE buyer_id = $? AND no = $?",
          ],
        ],
        loosen: [
          drop("order_line", "never_refund_more_than_the_line"),
          drop("order_line", "never_refund_more_units"),
          "DROP INDEX aftersale_one_open",
        ],
        caughtBy: "book line_refunded",
      },
    ],
  },
];

export const DESK: readonly Broken[] = [...WITHDRAWALS, ADJUSTMENT, ...SELLING];
