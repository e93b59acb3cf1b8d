/** What may be wrong in the SQL of posting and of the ledger. */
import {
  crossingScene,
  holdsScene,
  keyScene,
  refundsScene,
  togetherScene,
  waitingScene,
} from "./posting-scenes.ts";
import type { Broken } from "./scene.ts";

const REFUNDS: Broken = {
  name: "refunds",
  scene: refundsScene,
  variants: [
    {
      what: "a commission that is there already is no reason to go on",
      edits: [["FROM share ORDER BY owner_id, order_no ON CONFLICT DO NOTHING", "FROM share"]],
      caughtBy: "book outbox_failed",
    },
    {
      what: "settled once more, because nobody asks whether it was",
      edits: [["AND c.kind = t.kind AND c.settled_at IS NULL", "AND c.kind = t.kind"]],
      caughtBy: "book outbox_failed",
    },
    {
      what: "a clawback takes everything again instead of the difference to what was kept",
      edits: [["t.was_fen - t.keep_fen AS amount_fen", "c.fen - t.keep_fen AS amount_fen"]],
      caughtBy: "book outbox_failed",
    },
    {
      what: "clawed back by the single refund instead of all so far",
      edits: [
        [
          "c.fen::numeric * (c.base_fen - s.refunded_fen)",
          "c.fen::numeric * (c.base_fen - s.refunded_fen + c.refunded_fen)",
        ],
      ],
      caughtBy: "book commission_kept",
    },
    {
      what: "clawed back from what is kept instead of from the whole share",
      edits: [["div(c.fen::numeric *", "div(c.kept_fen::numeric *"]],
      caughtBy: "book commission_kept",
    },
    {
      what: "a clawback after settlement takes from estimated",
      edits: [["WHEN c.settled_at IS NOT NULL THEN 'debt'", ""]],
      caughtBy: 'violates check constraint "estimated_floor"',
    },
    {
      what: "a promoter's sales are counted whole again with every refund",
      edits: [["s.sales_fen - coalesce(k.sales_fen, 0) AS more_fen", "s.sales_fen AS more_fen"]],
      caughtBy: "book promoter_days",
    },
    {
      what: "what is available does not pay off debt",
      edits: [["FROM moved WHERE available_fen > 0 AND debt_fen > 0", "FROM moved WHERE false"]],
      caughtBy: "book account_floors",
    },
    {
      what: "debit and credit change sides in the sums",
      edits: [
        [
          "CASE WHEN credit = 'available' THEN amount_fen WHEN debit = 'available' THEN -amount_fen END",
          "CASE WHEN debit = 'available' THEN amount_fen WHEN credit = 'available' THEN -amount_fen END",
        ],
      ],
      caughtBy: 'violates check constraint "available_floor"',
    },
    {
      what: "the day of a transfer is tomorrow",
      edits: [["business_date(event_at) FROM wanted", "business_date(event_at) + 1 FROM wanted"]],
      caughtBy: "book transfer_sound",
    },
    {
      what: "a day's sum forgets what it held",
      edits: [["amount_fen = d.amount_fen + excluded.amount_fen", "amount_fen = excluded.amount_fen"]],
      caughtBy: "book ledger_day",
    },
    {
      what: "everybody's account moves, not the owner's",
      edits: [["FROM locked l WHERE a.owner_id = l.owner_id", "FROM locked l WHERE l.owner_id > 0"]],
      caughtBy: "book account_balances",
    },
    {
      what: "all shares go to one promoter",
      edits: [
        ["SELECT s.promoter AS owner_id", "SELECT (SELECT min(owner_id) FROM promoter) AS owner_id"],
        [
          "SELECT (s ->> 'promoter')::bigint AS owner_id",
          "SELECT (SELECT min(owner_id) FROM promoter) AS owner_id",
        ],
      ],
      caughtBy: "book commission_owned",
    },
    {
      what: "a day's accruals are taken for one fen more",
      edits: [["sum(fen)::bigint AS amount_fen", "sum(fen + 1)::bigint AS amount_fen"]],
      caughtBy: "book account_balances",
    },
  ],
};

const HOLDS: Broken = {
  name: "holds",
  scene: holdsScene,
  variants: [
    {
      what: "a hold is not written on the commission",
      edits: [
        [
          "UPDATE commission SET held_at = $?::timestamptz",
          "UPDATE commission SET held_at = CASE WHEN $?::timestamptz IS NULL THEN NULL::timestamptz END",
        ],
      ],
      caughtBy: "book commission_accounts",
    },
    {
      what: "nobody looks whether the promoter is frozen at settlement",
      edits: [["p.state = 'frozen' AS frozen", "false AS frozen"]],
      caughtBy: "fact settled",
    },
    {
      what: "a commission that is held becomes available at settlement",
      edits: [["CASE WHEN c.held_at IS NULL THEN 'available'", "CASE WHEN true THEN 'available'"]],
      caughtBy: 'violates check constraint "estimated_floor"',
    },
    {
      what: "a thaw lets go of what a person has held",
      edits: [["AND held_at IS NOT NULL AND hold_reason = ''", "AND held_at IS NULL"]],
      caughtBy: "fact thawed",
    },
  ],
};

const OTHERS: readonly Broken[] = [
  {
    name: "waiting",
    scene: waitingScene,
    variants: [
      {
        what: "an order settles while a case is open",
        edits: [
          ["AND NOT aftersale_open ORDER BY settle_due_at", "ORDER BY settle_due_at"],
          ["AND NOT o.aftersale_open AND o.settled_at IS NULL", "AND o.settled_at IS NULL"],
        ],
        caughtBy: "fact with an open case",
      },
      {
        what: "an order settles before its day",
        edits: [
          ["AND settle_due_at <= business_now()", ""],
          ["AND o.settle_due_at <= business_now()", ""],
        ],
        caughtBy: "book commission_settled",
      },
    ],
  },
  {
    name: "together",
    scene: togetherScene,
    variants: [
      {
        what: "accounts are summed up without their lock",
        edits: [["ORDER BY a.owner_id FOR UPDATE OF a", ""]],
        caughtBy: "book account_balances",
      },
    ],
  },
  {
    name: "key",
    scene: keyScene,
    variants: [
      {
        what: "a transfer under a known key is inserted again",
        edits: [["ON CONFLICT (owner_id, key) DO NOTHING", ""]],
        caughtBy: "transfer_owner_id_key_key",
      },
      {
        what: "a known key is overwritten by what comes again",
        edits: [
          [
            "ON CONFLICT (owner_id, key) DO NOTHING",
            "ON CONFLICT (owner_id, key) DO UPDATE SET amount_fen = excluded.amount_fen",
          ],
        ],
        caughtBy: "permission denied for table transfer",
      },
      {
        what: "nobody asks whether what stands under a key says the same",
        edits: [
          [
            "IS DISTINCT FROM (w.debit, w.credit, w.amount_fen::bigint, w.kind)",
            "IS DISTINCT FROM (t.debit, t.credit, t.amount_fen, t.kind)",
          ],
        ],
        caughtBy: "fact another amount",
      },
    ],
  },
  {
    name: "crossing",
    scene: crossingScene,
    variants: [
      {
        what: "accounts are locked in the order in which they are named",
        edits: [["ORDER BY a.owner_id FOR UPDATE OF a", "ORDER BY d.key FOR UPDATE OF a"]],
        caughtBy: "fact deadlocks",
      },
    ],
  },
];

export const POSTING: readonly Broken[] = [REFUNDS, HOLDS, ...OTHERS];
