/** Every page of a promoter, and of the console about one. A route that is in neither list of this file fails the test. */
import type { Clerk } from "../support/people.ts";
import type { Subject } from "./scene.ts";

/** "route" or "route · variant", the statements it may take, the rows it may visit, and how it is opened. */
export type Page = readonly [
  name: string,
  statements: number,
  rows: number,
  open: (who: Subject, clerk: Clerk) => Promise<unknown>,
];

/** A page of 20 with what stands beside each row. */
const LIST = 400;
/** Days of two years, of each the few sums by kind. */
const DAYS = 6_000;
/** What waits longest, 200 of it, and what came today. */
const TODAY = 1_000;
/** A search by name looks at every promoter of the shop, and at nobody else. */
const BY_NAME = 1_000;

const own: Page[] = [
  ["customer.me", 2, 50, ({ me }) => me.api.customer.me()],
  ["page.home", 4, LIST, ({ me }) => me.api.page.home()],
  ["catalog.get", 2, LIST, ({ me, product }) => me.api.catalog.get({ product_id: product })],
  ["notice.list", 1, LIST, ({ me }) => me.api.notice.list({})],
  ["referral.mine", 1, 50, ({ me }) => me.api.referral.mine()],
  ["promoter.entry", 1, 50, ({ me }) => me.api.promoter.entry({})],
  ["promoter.exit", 1, TODAY, ({ me }) => me.api.promoter.exit()],
  ["promoter.center", 1, TODAY, ({ me }) => me.api.promoter.center()],
  ["promoter.customers", 2, LIST, ({ me }) => me.api.promoter.customers({})],
  [
    "promoter.customers · deep",
    2,
    LIST,
    ({ me, deep }) => me.api.promoter.customers({ cursor: deep.customer }),
  ],
  ["promoter.partners", 2, LIST, ({ me }) => me.api.promoter.partners({})],
  ["promoter.partners · deep", 2, LIST, ({ me, deep }) => me.api.promoter.partners({ cursor: deep.partner })],
  ["promoter.earnings", 2, LIST, ({ me, product }) => me.api.promoter.earnings({ product_ids: product })],
  ["share.list", 1, LIST, ({ me }) => me.api.share.list({})],
  ["share.list · deep", 1, LIST, ({ me, deep }) => me.api.share.list({ cursor: deep.share })],
  ["commission.list", 1, LIST, ({ me }) => me.api.commission.list({})],
  ["commission.list · deep", 1, LIST, ({ me, deep }) => me.api.commission.list({ cursor: deep.commission })],
  ...(["estimated", "settled", "held", "clawed_back"] as const).flatMap((state): Page[] => [
    [`commission.list · ${state}`, 1, LIST, ({ me }) => me.api.commission.list({ state })],
    [
      `commission.list · ${state} deep`,
      1,
      LIST,
      ({ me, deep }) => me.api.commission.list({ state, cursor: deep.commission }),
    ],
  ]),
  ["commission.get", 3, LIST, ({ me, commission }) => me.api.commission.get({ key: commission })],
  ["commission.worth", 3, LIST, ({ me, sku }) => me.api.commission.worth({ sku_id: sku })],
  ["tier.mine", 2, 1_000, ({ me }) => me.api.tier.mine()],
  ["tier.changes", 1, LIST, ({ me }) => me.api.tier.changes({})],
  ["withdrawal.rules", 2, 100, ({ me }) => me.api.withdrawal.rules()],
  ["withdrawal.list", 1, LIST, ({ me }) => me.api.withdrawal.list({})],
  ["withdrawal.list · deep", 1, LIST, ({ me, deep }) => me.api.withdrawal.list({ cursor: deep.withdrawal })],
  ["withdrawal.get", 1, 50, ({ me, withdrawal }) => me.api.withdrawal.get({ no: withdrawal })],
  ["adjustment.list", 1, LIST, ({ me }) => me.api.adjustment.list({})],
  ["statement.months", 1, DAYS, ({ me }) => me.api.statement.months()],
  ["statement.get", 1, DAYS, ({ me, thisMonth }) => me.api.statement.get({ month: thisMonth })],
  ["statement.get · past", 1, DAYS, ({ me, pastMonth }) => me.api.statement.get({ month: pastMonth })],
  ["statement.lines", 1, LIST, ({ me, thisMonth }) => me.api.statement.lines({ month: thisMonth })],
  ["statement.lines · past", 1, LIST, ({ me, pastMonth }) => me.api.statement.lines({ month: pastMonth })],
  [
    "statement.lines · deep",
    2,
    2 * LIST,
    async ({ me, pastMonth }) => {
      const first = await me.api.statement.lines({ month: pastMonth });
      if (first.next_cursor) await me.api.statement.lines({ month: pastMonth, cursor: first.next_cursor });
    },
  ],
];

const console_: Page[] = [
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

export const PAGES: readonly Page[] = [...own, ...console_];

/** Read, but not about one promoter: of a customer, of the goods, of the whole shop; or a file, which is a month's lines page by page. */
export const NOT_ABOUT_ONE = [
  ...[
    "shop.info",
    "shop.regions",
    "catalog.categories",
    "catalog.list",
    "catalog.live",
    "coupon.offers",
    "coupon.mine",
    "cart.get",
  ],
  ...[
    "address.list",
    "order.list",
    "order.get",
    "aftersale.refundable",
    "aftersale.list",
    "aftersale.get",
    "statement.file",
  ],
  ...[
    "console.staff.self",
    "console.staff.joinInfo",
    "console.staff.list",
    "console.report.cockpit",
    "console.catalog.categories",
  ],
  ...[
    "console.catalog.list",
    "console.catalog.get",
    "console.stock.log",
    "console.order.list",
    "console.order.counts",
  ],
  ...[
    "console.order.get",
    "console.aftersale.list",
    "console.aftersale.get",
    "console.customer.list",
    "console.coupon.list",
  ],
  ...[
    "console.setting.get",
    "console.alarm.list",
    "console.audit.list",
    "console.promoter.applications",
    "console.promoter.tiers",
  ],
  ...[
    "console.tier.ladder",
    "console.plan.list",
    "console.plan.get",
    "console.plan.targets",
    "console.simulation.list",
  ],
  ...[
    "console.simulation.get",
    "console.withdrawal.counts",
    "console.ledger.totals",
    "console.reconciliation.runs",
  ],
  ...[
    "console.reconciliation.get",
    "console.statement.totals",
    "console.statement.file",
    "console.adjustment.counts",
  ],
  ...["console.outbox.list", "console.outbox.counts"],
];
