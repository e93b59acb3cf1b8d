/** The console's pages about one promoter. */
import { BY_NAME, DAYS, LIST, type Page } from "./page.ts";

export const CONSOLE_PAGES: readonly Page[] = [
  ["console.promoter.get", 2, 100, ({ id }, { api }) => api.console.promoter.get({ customer_id: id })],
  ["console.promoter.list", 2, LIST, ({ id }, { api }) => api.console.promoter.list({ customer_id: id })],
  [
    "console.promoter.list · invited",
    2,
    LIST,
    ({ id }, { api }) => api.console.promoter.list({ inviter_id: id }),
  ],
  ["console.customer.get", 3, LIST, ({ id }, { api }) => api.console.customer.get({ customer_id: id })],
  [
    "console.referral.history",
    3,
    50,
    ({ customer }, { api }) => api.console.referral.history({ customer_id: customer }),
  ],
  [
    "console.referral.customers",
    2,
    LIST,
    ({ id }, { api }) => api.console.referral.customers({ customer_id: id }),
  ],
  [
    "console.referral.customers · deep",
    2,
    LIST,
    ({ id, deep }, { api }) => api.console.referral.customers({ customer_id: id, cursor: deep.customer }),
  ],
  ["console.commission.list", 2, LIST, ({ id }, { api }) => api.console.commission.list({ promoter_id: id })],
  ...(["estimated", "settled", "held", "clawed_back"] as const).flatMap((state): Page[] => [
    [
      `console.commission.list · ${state}`,
      2,
      LIST,
      ({ id }, { api }) => api.console.commission.list({ promoter_id: id, state }),
    ],
    [
      `console.commission.list · ${state} deep`,
      2,
      LIST,
      ({ id, deep }, { api }) =>
        api.console.commission.list({ promoter_id: id, state, cursor: deep.commission }),
    ],
  ]),
  // Two shares a line, two lines an order: a page is of five orders and what stands beside each row.
  ["console.commission.list · everybody", 2, LIST, (_, { api }) => api.console.commission.list({})],
  [
    "console.commission.list · everybody deep",
    2,
    LIST,
    ({ deep }, { api }) => api.console.commission.list({ cursor: deep.commission }),
  ],
  [
    "console.commission.list · everybody month",
    2,
    LIST,
    ({ pastMonth }, { api }) =>
      api.console.commission.list({ from: `${pastMonth}-01`, to: `${pastMonth}-28` }),
  ],
  ["console.ledger.transfers · everybody", 2, LIST, (_, { api }) => api.console.ledger.transfers({})],
  [
    "console.ledger.transfers · everybody deep",
    2,
    LIST,
    ({ deep }, { api }) => api.console.ledger.transfers({ cursor: deep.transfer }),
  ],
  [
    "console.ledger.transfers · everybody accrue",
    2,
    LIST,
    (_, { api }) => api.console.ledger.transfers({ kind: "accrue" }),
  ],
  [
    "console.commission.list · month",
    2,
    LIST,
    ({ id, pastMonth }, { api }) =>
      api.console.commission.list({ promoter_id: id, from: `${pastMonth}-01`, to: `${pastMonth}-28` }),
  ],
  [
    "console.commission.list · number",
    2,
    LIST,
    ({ id, order }, { api }) => api.console.commission.list({ promoter_id: id, q: order }),
  ],
  [
    "console.commission.list · number of nobody",
    3,
    LIST,
    ({ id }, { api }) => api.console.commission.list({ promoter_id: id, q: "D2001011" }),
  ],
  [
    "console.commission.list · nickname",
    2,
    BY_NAME,
    ({ id }, { api }) => api.console.commission.list({ q: `分销员${id}` }),
  ],
  [
    "console.commission.get",
    4,
    LIST,
    ({ id, commission }, { api }) => api.console.commission.get({ promoter_id: id, key: commission }),
  ],
  ["console.tier.progress", 3, 1_000, ({ id }, { api }) => api.console.tier.progress({ customer_id: id })],
  ["console.tier.changes", 2, LIST, ({ id }, { api }) => api.console.tier.changes({ customer_id: id })],
  [
    "console.ledger.accounts",
    2,
    BY_NAME,
    ({ id }, { api }) => api.console.ledger.accounts({ q: `分销员${id}` }),
  ],
  ["console.ledger.transfers", 2, LIST, ({ id }, { api }) => api.console.ledger.transfers({ owner_id: id })],
  [
    "console.ledger.transfers · deep",
    2,
    LIST,
    ({ id, deep }, { api }) => api.console.ledger.transfers({ owner_id: id, cursor: deep.transfer }),
  ],
  ...(["accrue", "settle", "clawback", "hold", "reserve", "write_off"] as const).map(
    (kind): Page => [
      `console.ledger.transfers · ${kind}`,
      2,
      LIST,
      ({ id }, { api }) => api.console.ledger.transfers({ owner_id: id, kind }),
    ],
  ),
  [
    "console.ledger.transfers · order",
    3,
    LIST,
    ({ order }, { api }) => api.console.ledger.transfers({ ref: order }),
  ],
  [
    "console.ledger.transfers · withdrawal",
    3,
    LIST,
    ({ withdrawal }, { api }) => api.console.ledger.transfers({ ref: withdrawal }),
  ],
  [
    "console.ledger.transfers · month",
    2,
    LIST,
    ({ id, pastMonth }, { api }) =>
      api.console.ledger.transfers({ owner_id: id, from: `${pastMonth}-01`, to: `${pastMonth}-28` }),
  ],
  [
    "console.statement.months",
    2,
    DAYS,
    ({ id }, { api }) => api.console.statement.months({ promoter_id: id }),
  ],
  [
    "console.statement.get",
    2,
    DAYS,
    ({ id, pastMonth }, { api }) => api.console.statement.get({ promoter_id: id, month: pastMonth }),
  ],
  [
    "console.statement.lines",
    2,
    LIST,
    ({ id, pastMonth }, { api }) => api.console.statement.lines({ promoter_id: id, month: pastMonth }),
  ],
  [
    "console.statement.list",
    2,
    DAYS,
    ({ id, pastMonth }, { api }) => api.console.statement.list({ q: `分销员${id}`, month: pastMonth }),
  ],
  ["console.withdrawal.list", 2, LIST, ({ id }, { api }) => api.console.withdrawal.list({ promoter_id: id })],
  [
    "console.withdrawal.list · reviewing",
    2,
    LIST,
    ({ id }, { api }) => api.console.withdrawal.list({ promoter_id: id, state: "reviewing" }),
  ],
  [
    "console.withdrawal.get",
    3,
    LIST,
    ({ withdrawal }, { api }) => api.console.withdrawal.get({ no: withdrawal }),
  ],
  ["console.adjustment.list", 2, LIST, ({ id }, { api }) => api.console.adjustment.list({ promoter_id: id })],
  [
    "console.adjustment.get",
    3,
    LIST,
    ({ adjustment }, { api }) => api.console.adjustment.get({ no: adjustment }),
  ],
  [
    "console.adjustment.preview",
    3,
    LIST,
    ({ id }, { api }) => api.console.adjustment.preview({ promoter_id: id, kind: "plus", amount_fen: 1 }),
  ],
];
