/** Every page of a promoter, and of the console about one. A route that is in neither list of this file fails the test. */
import { CONSOLE_PAGES } from "./console-pages.ts";
import { DAYS, LIST, type Page, TODAY } from "./page.ts";

const own: Page[] = [
  ["customer.me", 2, 50, ({ me }) => me.api.customer.me()],
  ["customer.closing", 1, TODAY, ({ me }) => me.api.customer.closing()],
  ["page.front", 5, LIST, ({ me }) => me.api.page.front()],
  ["page.home", 5, LIST, ({ me }) => me.api.page.home()],
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

export const PAGES: readonly Page[] = [...own, ...CONSOLE_PAGES];

/** Read, but not about one promoter: of a customer, of the goods, of the whole shop; or a file, which is a month's lines page by page. */
export const NOT_ABOUT_ONE = [
  ...[
    "shop.info",
    "shop.regions",
    "catalog.categories",
    "page.topic",
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
    "session.devices",
    "customer.consents",
    "customer.consentText",
    "customer.exports",
    "favourite.list",
    "favourite.state",
    "footprint.list",
  ],
  ...[
    "console.staff.self",
    "console.staff.joinInfo",
    "console.staff.list",
    "console.report.cockpit",
    "console.catalog.categories",
  ],
  ...["console.page.list", "console.page.get", "console.page.history", "console.page.edition"],
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
