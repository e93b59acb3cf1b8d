/** What a purchase and each page cost the database, printed and held. BEGIN, COMMIT and ROLLBACK are not counted. */
import { monthOf } from "@banyan/domain";
import { businessDate } from "@banyan/kernel";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { statementsOf } from "./size/reading.ts";
import { paidOrder } from "./support/orders.ts";
import { type Buyer, type Clerk, newKey } from "./support/people.ts";
import { bind, makePromoter, ratesOf, usePlan } from "./support/relation.ts";
import { openShop, type RequestLog, type Shop } from "./support/shop.ts";

let shop: Shop;
let buyer: Buyer;
let clerk: Clerk;
let sku: string;
let product: string;
let promoter: Buyer;
let bought: string;
let quoted: string;
let commission: string;
let withdrawal: string;
let adjustment: string;
beforeAll(async () => {
  shop = await openShop({ name: "budget" });
  ({ id: product, sku } = await shop.product({ name: "易武古树茶饼", price: 46_800, stock: 1_000 }));
  buyer = await shop.customer("林晓棠");
  clerk = await shop.staff("owner");
  await buyer.address();
  await promote();
});
afterAll(() => shop.close());

/** The buyer is a promoter's customer from the beginning, so that what is held here is what a commission costs too. */
async function promote(): Promise<void> {
  promoter = await shop.customer("阿布");
  await makePromoter(shop, promoter);
  await bind(shop, buyer, promoter);
  await usePlan(shop, { rules: ratesOf(1000) });
  bought = (await paidOrder(shop, buyer, [{ sku }])).no;
  quoted = (await buyer.quote([{ sku }])).id;
  await shop.settle();
  commission = (await promoter.api.commission.list({})).items[0]?.key ?? "";
  await shop.sql("UPDATE account SET available_fen = 5000 WHERE owner_id = $1", [promoter.id]);
  const asked = { promoter_id: promoter.id, amount_fen: 1, confirm_fen: 1, reason: "补一分" };
  adjustment = (await clerk.api.console.adjustment.request({ request_key: newKey(), kind: "plus", ...asked }))
    .no;
  withdrawal = (await promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 500 })).no;
}

/** The requests that `work` caused, in order. */
async function costOf(work: () => Promise<unknown>): Promise<RequestLog[]> {
  const before = shop.requests.length;
  await work();
  return shop.requests.slice(before);
}

const anonymous = (path: string) =>
  path.replaceAll(/[A-Z]\d{6}[0-9A-Z]{11,24}/g, "{no}").replaceAll(/\/\d+(?=\/|$)/g, "/{id}");

/** Cart → quote → order → payment → WeChat's callback → the client asks. */
async function purchase(): Promise<void> {
  const { api } = buyer;
  await api.cart.add({ sku_id: sku, quantity: 2, request_key: newKey() });
  await api.cart.get();
  const quote = await api.quote.create({ source: "cart", lines: [{ sku_id: sku, quantity: 2 }] });
  const { no } = await api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
  await buyer.pay(no);
  await shop.simulator.control.pump();
  expect((await api.payment.check({ no })).state).toBe("paid");
}

/** From a look into the full cart until WeChat has said that it is paid. */
const CART_TO_PAID = [
  "GET /api/v1/cart",
  "POST /api/v1/quotes",
  "POST /api/v1/orders",
  "POST /api/v1/orders/{no}/payment",
  "POST /webhooks/wechat/pay",
];
const CART_TO_PAID_LIMIT = 9;
/** With what comes before and after it: putting into the cart, and the client that asks what became of the payment. */
const PURCHASE_LIMIT = 12;

it(`cart → paid takes at most ${CART_TO_PAID_LIMIT} statements`, async () => {
  await purchase();
  const cost = (await costOf(purchase)).map(({ method, path, statements }) => ({
    request: `${method} ${anonymous(path)}`,
    statements,
  }));
  const sum = (some: typeof cost) => some.reduce((total, { statements }) => total + statements, 0);
  const path = cost.filter(({ request }) => CART_TO_PAID.includes(request));
  for (const { request, statements } of cost) console.log(`${String(statements).padStart(4)}  ${request}`);
  console.log(`${String(sum(path)).padStart(4)}  cart → paid，上限 ${CART_TO_PAID_LIMIT}`);
  console.log(`${String(sum(cost)).padStart(4)}  连同加购与询问结果，上限 ${PURCHASE_LIMIT}`);
  expect(path.map(({ request }) => request)).toEqual(CART_TO_PAID);
  expect(sum(path)).toBeLessThanOrEqual(CART_TO_PAID_LIMIT);
  expect(sum(cost)).toBeLessThanOrEqual(PURCHASE_LIMIT);
});

it("whoever looks around for more than half a minute is asked for once more by the cart, never by submit and payment", async () => {
  await buyer.api.cart.add({ sku_id: sku, quantity: 1, request_key: newKey() });
  const quote = await buyer.api.quote.create({ source: "cart", lines: [{ sku_id: sku, quantity: 1 }] });
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 31_000);
  try {
    const cost = await costOf(async () => {
      const { no } = await buyer.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
      await buyer.api.payment.start({ no });
    });
    expect(cost.map(({ statements }) => statements)).toEqual([3, 2]);
    const [look] = await costOf(() => buyer.api.cart.get());
    expect(look?.statements).toBe(2);
  } finally {
    vi.restoreAllMocks();
  }
});

it("a payment finds its order by the order's key, whatever statistics say of how many wait", async () => {
  const sent = await statementsOf(purchase);
  const text = sent.find((one) => one.text.includes("UPDATE orders o SET state"))?.text ?? "";
  const client = new pg.Client({ connectionString: shop.databaseUrl });
  await client.connect();
  // Of an hour when nobody owes anything: the index of those who do seems to be empty, and free to read from end to end.
  await client.query("ANALYZE orders; SET enable_seqscan = off");
  const plan = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN (GENERIC_PLAN) ${text}`);
  await client.end();
  const reads = plan.rows.map((row) => row["QUERY PLAN"]).filter((line) => line.includes(" on orders "));
  expect(reads.join("\n")).toContain("using orders_pkey on orders");
  expect(reads.join("\n")).not.toContain("orders_close_due");
});

it("prints what cart → paid costs in CPU", async () => {
  const rounds = 20;
  const before = process.cpuUsage();
  const began = performance.now();
  for (let round = 0; round < rounds; round += 1) await purchase();
  const { user, system } = process.cpuUsage(before);
  const each = (user + system) / 1000 / rounds;
  console.log(
    `cart → paid：CPU ${each.toFixed(1)} ms（服务、客户端与微信模拟同在一个进程），墙钟 ${((performance.now() - began) / rounds).toFixed(1)} ms，${rounds} 次平均`,
  );
  expect(each).toBeGreaterThan(0);
});

const RULES_SHEET = [
  ["范围", "对象编号/名称", "位置", "比例%"],
  ["商品", "易武古树茶饼", "1", "10%"],
];

const today = () => businessDate(new Date(shop.services.versions.businessNowMs()));

/** Statements one page may take, the session's own look-up included. */
const PAGES: [string, number, () => Promise<unknown>][] = [
  ["首页", 5, () => buyer.api.page.front()],
  ["首页，再看一次", 0, () => buyer.api.page.front()],
  ["首页·旧版客户端", 5, () => buyer.api.page.home()],
  ["分类", 1, () => buyer.api.catalog.categories()],
  ["商品列表", 1, () => buyer.api.catalog.list({ q: "茶" })],
  ["热搜词", 0, () => buyer.api.search.start()],
  ["搜索联想", 0, () => buyer.api.search.suggest({ q: "cha" })],
  ["筛选项", 0, () => buyer.api.search.facets({ q: "茶" })],
  ["没有结果时的相近商品", 1, () => buyer.api.search.near({ q: "茶" })],
  ["商品详情", 1, () => buyer.api.catalog.get({ product_id: product })],
  ["实时库存", 1, () => buyer.api.catalog.live({ product_id: product })],
  ["领券中心", 1, () => buyer.api.coupon.offers({})],
  ["商品可领的券", 1, () => buyer.api.coupon.offers({ product_id: product })],
  ["结算时可领的券", 2, () => buyer.api.quote.offers({ quote_id: quoted })],
  ["购物车", 1, () => buyer.api.cart.get()],
  ["购物车合计", 1, () => buyer.api.cart.total({ lines: [{ sku_id: sku, quantity: 2 }] })],
  ["登录前的购物车", 1, () => buyer.api.cart.preview({ lines: [{ sku_id: sku, quantity: 2 }] })],
  [
    "识别地址",
    0,
    () => buyer.api.address.parse({ text: "林晓棠 13800001234 云南省昆明市五华区翠湖北路 8 号" }),
  ],
  ["我的", 1, () => buyer.api.customer.me()],
  ["我的收藏", 2, () => buyer.api.favourite.list({})],
  ["是否收藏", 1, () => buyer.api.favourite.state({ product_id: product })],
  ["商品评价", 2, () => buyer.api.review.list({ product_id: product })],
  ["我的评价", 1, () => buyer.api.review.mine({})],
  ["待评价", 1, () => buyer.api.review.due({})],
  ["订单里的评价", 2, () => buyer.api.review.lines({ no: bought })],
  ["我的足迹", 2, () => buyer.api.footprint.list({})],
  ["记录浏览", 1, () => buyer.api.footprint.record({ views: [{ product_id: product, seconds_ago: 1 }] })],
  ["登录设备", 1, () => buyer.api.session.devices()],
  ["隐私授权", 1, () => buyer.api.customer.consents()],
  ["我的数据导出", 3, () => buyer.api.customer.exports()],
  ["注销须知", 1, () => buyer.api.customer.closing()],
  ["地址", 1, () => buyer.api.address.list()],
  ["我的优惠券", 1, () => buyer.api.coupon.mine({})],
  ["下单礼券", 1, () => buyer.api.coupon.gifts({ no: bought })],
  ["我的订单", 1, () => buyer.api.order.list({})],
  ["售后", 1, () => buyer.api.aftersale.list({})],
  ["消息", 1, () => buyer.api.notice.list({})],
  ["成为分销员", 1, () => promoter.api.promoter.entry({})],
  ["推广中心", 1, () => promoter.api.promoter.center()],
  ["佣金明细", 1, () => promoter.api.commission.list({})],
  ["怎么算的", 3, () => promoter.api.commission.get({ key: commission })],
  ["对账单月份", 1, () => promoter.api.statement.months()],
  ["月度对账单", 1, () => promoter.api.statement.get({ month: monthOf(today()) })],
  ["对账单明细", 1, () => promoter.api.statement.lines({ month: monthOf(today()) })],
  ["我的顾客", 2, () => promoter.api.promoter.customers({})],
  ["我的伙伴", 2, () => promoter.api.promoter.partners({})],
  ["我的分享", 1, () => promoter.api.share.list({})],
  ["首页·分销员", 5, () => promoter.api.page.front()],
  ["商品列表·分销员", 1, () => promoter.api.catalog.list({ q: "茶" })],
  ["商品详情·分销员", 1, () => promoter.api.catalog.get({ product_id: product })],
  ["商品详情·分销员，再看一次", 0, () => promoter.api.catalog.get({ product_id: product })],
  ["购物车·分销员", 1, () => promoter.api.cart.get()],
  ["分享赚", 2, () => promoter.api.promoter.earnings({ product_ids: product })],
  ["提现规则", 1, () => promoter.api.withdrawal.rules()],
  ["提现记录", 1, () => promoter.api.withdrawal.list({})],
  ["提现详情", 1, () => promoter.api.withdrawal.get({ no: withdrawal })],
  ["奖励与调整", 1, () => promoter.api.adjustment.list({})],
  ["退出推广", 1, () => promoter.api.promoter.exit()],
  ["我的推荐人", 1, () => buyer.api.referral.mine()],
  ["后台·分销员申请", 2, () => clerk.api.console.promoter.applications({})],
  ["后台·分销员", 2, () => clerk.api.console.promoter.list({})],
  ["后台·分销员详情", 2, () => clerk.api.console.promoter.get({ customer_id: promoter.id })],
  ["后台·佣金", 2, () => clerk.api.console.commission.list({})],
  [
    "后台·佣金怎么算的",
    3,
    () => clerk.api.console.commission.get({ promoter_id: promoter.id, key: commission }),
  ],
  ["后台·方案", 2, () => clerk.api.console.plan.list()],
  ["后台·方案的一版", 3, () => clerk.api.console.plan.get({ version: 1 })],
  ["后台·规则可选的商品", 2, () => clerk.api.console.plan.targets({ scope: "sku", q: "茶" })],
  ["后台·读规则表格", 2, () => clerk.api.console.plan.sheet({ rows: RULES_SHEET })],
  ["后台·试算", 2, () => clerk.api.console.simulation.list({})],
  ["后台·奖励与调整", 2, () => clerk.api.console.adjustment.list({})],
  ["后台·调整单详情", 2, () => clerk.api.console.adjustment.get({ no: adjustment })],
  [
    "后台·调整前后",
    3,
    () => clerk.api.console.adjustment.preview({ promoter_id: promoter.id, kind: "plus", amount_fen: 1 }),
  ],
  ["后台·批量奖励表", 3, () => clerk.api.console.adjustment.readSheet({ text: `${promoter.id},1` })],
  ["后台·运费模板", 2, () => clerk.api.console.freight.list()],
  ["后台·页面", 2, () => clerk.api.console.page.list()],
  ["后台·页面草稿", 2, () => clerk.api.console.page.get({ page_id: "1" })],
  ["后台·页面历史", 3, () => clerk.api.console.page.history({ page_id: "1" })],
  ["后台·搁置任务", 2, () => clerk.api.console.outbox.list({})],
  ["后台·提现", 2, () => clerk.api.console.withdrawal.list({})],
  ["后台·提现详情", 2, () => clerk.api.console.withdrawal.get({ no: withdrawal })],
  ["后台·账户", 2, () => clerk.api.console.ledger.accounts({})],
  ["后台·月度对账单", 2, () => clerk.api.console.statement.list({ month: monthOf(today()) })],
  ["后台·月度合计", 2, () => clerk.api.console.statement.totals({ month: monthOf(today()) })],
  ["后台·流水", 2, () => clerk.api.console.ledger.transfers({})],
  ["后台·账本总览", 2, () => clerk.api.console.ledger.totals()],
  ["后台·驾驶舱", 5, () => clerk.api.console.report.cockpit({})],
  ["后台·订单", 2, () => clerk.api.console.order.list({})],
  ["后台·同义词", 2, () => clerk.api.console.search.synonyms()],
  ["后台·热搜词", 2, () => clerk.api.console.search.hotWords()],
  [
    "后台·搜索统计",
    // What was counted so far is written down first.
    4,
    () => clerk.api.console.search.words({ from: "2026-11-01", to: "2026-11-30", nothing: false }),
  ],
  ["后台·商品", 2, () => clerk.api.console.catalog.list({})],
  ["后台·库存", 2, () => clerk.api.console.stock.list({})],
  ["后台·库存概况", 2, () => clerk.api.console.stock.summary()],
  ["后台·库存流水", 2, () => clerk.api.console.stock.moves({})],
  ["后台·库存占用", 3, () => clerk.api.console.stock.holds({})],
  ["后台·预览盘点", 2, () => clerk.api.console.stock.preview({ lines: [{ sku_id: sku, counted: 1 }] })],
  ["后台·售后", 2, () => clerk.api.console.aftersale.list({})],
  ["后台·顾客", 2, () => clerk.api.console.customer.list({})],
  ["后台·顾客详情", 2, () => clerk.api.console.customer.get({ customer_id: buyer.id })],
  ["后台·评价", 2, () => clerk.api.console.review.list({ state: "waiting", q: "茶" })],
  ["后台·待审核评价数", 2, () => clerk.api.console.review.counts()],
  ["后台·告警", 2, () => clerk.api.console.alarm.list({})],
  ["后台·日志", 2, () => clerk.api.console.audit.list({})],
];

it("every page stays within its statements", async () => {
  await buyer.api.customer.me();
  const over: string[] = [];
  for (const [name, limit, open] of PAGES) {
    const cost = await costOf(open);
    const statements = cost.reduce((sum, request) => sum + request.statements, 0);
    console.log(`${String(statements).padStart(4)} / ${limit}  ${name}`);
    if (statements > limit) over.push(name);
  }
  expect(over).toEqual([]);
});

it("an order's page takes two statements, however many lines and events it has", async () => {
  const { no } = await buyer.buy([{ sku, quantity: 1 }]);
  const [seen] = await costOf(() => buyer.api.order.get({ no }));
  const [shown] = await costOf(() => clerk.api.console.order.get({ no }));
  console.log(`订单详情 ${seen?.statements}，后台订单详情 ${shown?.statements}`);
  expect(seen?.statements).toBeLessThanOrEqual(2);
  expect(shown?.statements).toBeLessThanOrEqual(4);
});
