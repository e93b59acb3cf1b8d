/** A shop in which everything has happened once: what the books are read from. */
import { DAY_MS, MINUTE_MS } from "@banyan/kernel";
import { askRefund, paidOrder, ship } from "../support/orders.ts";
import { type Buyer, type Clerk, newKey, type Want } from "../support/people.ts";
import { bind, makePromoter, ratesOf, usePlan } from "../support/relation.ts";
import { putOne } from "../support/setup.ts";
import { openShop, type Shop } from "../support/shop.ts";

/** Order numbers by what became of them. */
export interface Lived {
  shop: Shop;
  unpaid: string;
  closed: string;
  late: string;
  paid: string;
  shipped: string;
  completed: string;
  /** Completed, one unit of three came back. */
  partly: string;
  /** Refunded in full before it was sent. */
  refunded: string;
  /** A request that waits for the shop. */
  asked: string;
  /** Bought with a coupon. */
  coupon: string;
  /** Customer ids: who recommends the buyer, and who invited them. */
  promoter: string;
  inviter: string;
  /** Withdrawals: one waits for a person, one was refused, one waits for its owner's confirmation, one arrived. */
  reviewing: string;
  turnedDown: string;
  confirming: string;
  arrived: string;
  /** Adjustments that were approved: a reward for the inviter, and something taken from the promoter. */
  rewarded: string;
  deducted: string;
  /** The same promoter, the buyer and what is bought each time, for whoever lets life go on. */
  person: Buyer;
  buyer: Buyer;
  wants: Want[];
}

/** Two kinds of goods, three of the first and two of the second: 9999 + 2002 fen, and 600 of freight. */
const PLAN = [
  { price: 3333, stock: 100 },
  { price: 1001, stock: 50 },
];
const ONE = { line_no: 1, quantity: 1, amount_fen: 3333 };
const ALL = [
  { line_no: 1, quantity: 3, amount_fen: 9999 },
  { line_no: 2, quantity: 2, amount_fen: 2002 },
];

interface Cast {
  shop: Shop;
  buyer: Buyer;
  clerk: Clerk;
  wants: Want[];
}

export async function livedShop(name: string): Promise<Lived> {
  const shop = await openShop({
    name,
    settings: { freight: { base_fen: 600, free_over_fen: null, remote: [], unserved: [] } },
  });
  const goods = await shop.product({ skus: PLAN });
  const cast: Cast = {
    shop,
    buyer: await shop.customer("苏以沫"),
    clerk: await shop.staff("operator"),
    wants: [
      { sku: goods.skus[0] ?? "", quantity: 3 },
      { sku: goods.skus[1] ?? "", quantity: 2 },
    ],
  };
  const { person, ...promoting } = await promote(cast);
  const unwanted = await neverPaid(cast);
  const lives = await refundedLives(cast);
  const { buyer, wants } = cast;
  // What was received settles; what is on its way stays estimated.
  await shop.settle();
  await shop.advance(8 * DAY_MS);
  await shop.settle();
  const withdrawals = await withdrawn(cast, person);
  const adjustments = await adjusted(cast, promoting);
  const grant = await buyer.api.coupon.claim({ coupon_id: await couponOf(shop) });
  const coupon = await buyer.buy(wants, grant.id);
  await buyer.pay(coupon.no);
  const { no: paid } = await paidOrder(shop, buyer, wants);
  await shop.settle();
  const unpaid = (await buyer.buy(wants)).no;
  await buyer.prepay(unpaid);
  return {
    shop,
    person,
    buyer,
    wants,
    ...promoting,
    ...withdrawals,
    ...adjustments,
    ...unwanted,
    ...lives,
    coupon: coupon.no,
    paid,
    unpaid,
  };
}

/** The buyer is a promoter's customer, and that promoter was invited: every order earns at two positions. */
async function promote({
  shop,
  buyer,
}: Cast): Promise<Pick<Lived, "promoter" | "inviter"> & { person: Buyer }> {
  const [promoter, inviter] = [await shop.customer("阿布"), await shop.customer("波妹")];
  await makePromoter(shop, inviter);
  await makePromoter(shop, promoter, { inviter });
  await bind(shop, buyer, promoter);
  await usePlan(shop, { cap_bps: 3000, rules: ratesOf(1000, 300) });
  return { promoter: promoter.id, inviter: inviter.id, person: promoter };
}

/** Two of them far enough for a bill at WeChat; fees are taken, so that both halves of a payout are there. */
async function withdrawn(
  { shop }: Cast,
  promoter: Buyer,
): Promise<Pick<Lived, "reviewing" | "turnedDown" | "confirming" | "arrived">> {
  await putOne(shop, "withdrawal", { min_fen: 10, per_day: 10, fee_bps: 100 });
  const finance = await shop.staff("finance");
  const ask = async () =>
    (await promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 200 })).no;
  const approved = async () => {
    const no = await ask();
    await finance.api.console.withdrawal.approve({ no, confirm_fen: 200 });
    await shop.settle();
    return no;
  };
  const arrived = await approved();
  const { confirm } = await promoter.api.withdrawal.get({ no: arrived });
  await shop.simulator.control.confirmTransfer({
    package_info: confirm?.package ?? "",
    openid: promoter.openid,
  });
  await shop.settle();
  const confirming = await approved();
  const turnedDown = await ask();
  await finance.api.console.withdrawal.refuse({ no: turnedDown, note: "资料不全" });
  return { arrived, confirming, turnedDown, reviewing: await ask() };
}

/** One of each kind that could be done, one refused, one taken back, and a sheet of two. */
async function adjusted(
  { shop }: Cast,
  { promoter, inviter }: Pick<Lived, "promoter" | "inviter">,
): Promise<Pick<Lived, "rewarded" | "deducted">> {
  const [asks, decides] = await Promise.all([shop.staff("finance"), shop.staff("finance")]);
  const { adjustment } = asks.api.console;
  const ask = async (promoter_id: string, kind: "reward" | "plus" | "minus", fen: number) =>
    (
      await adjustment.request({
        request_key: newKey(),
        promoter_id,
        kind,
        amount_fen: fen,
        confirm_fen: fen,
        reason: "核对后调整",
      })
    ).no;
  const approved = async (...what: Parameters<typeof ask>) => {
    const no = await ask(...what);
    await decides.api.console.adjustment.approve({ no, confirm_fen: what[2] });
    return no;
  };
  const rewarded = await approved(inviter, "reward", 500);
  await approved(promoter, "plus", 120);
  const deducted = await approved(promoter, "minus", 20);
  await decides.api.console.adjustment.refuse({ no: await ask(promoter, "reward", 5), note: "重复" });
  await adjustment.cancel({ no: await ask(promoter, "reward", 6) });
  const text = `${promoter},1\n${inviter},2`;
  const sheet = { request_key: newKey(), text, reason: "活动", confirm_fen: 300 };
  const { batch_id } = await adjustment.requestSheet(sheet);
  const { items } = await adjustment.list({ batch_id });
  await decides.api.console.adjustment.approve({ no: items[0]?.no ?? "", confirm_fen: 300 });
  await shop.settle();
  return { rewarded, deducted };
}

/** One order ran out of time, one was cancelled and its money came all the same. */
async function neverPaid({ shop, buyer, wants }: Cast): Promise<Pick<Lived, "closed" | "late">> {
  const closed = (await buyer.buy(wants)).no;
  const late = (await buyer.buy(wants)).no;
  await buyer.prepay(late);
  await buyer.api.order.cancel({ no: late });
  await shop.advance(31 * MINUTE_MS);
  const [attempt] = await shop.sql<{ no: string }>("SELECT no FROM payment_attempt WHERE order_no = $1", [
    late,
  ]);
  await shop.simulator.control.pay({ out_trade_no: attempt?.no ?? "", after_close: true });
  return { closed, late };
}

async function refundedLives(
  cast: Cast,
): Promise<Pick<Lived, "refunded" | "partly" | "completed" | "shipped" | "asked">> {
  const { shop, buyer, clerk, wants } = cast;
  const sent = async () => {
    const { no } = await paidOrder(shop, buyer, wants);
    await ship(clerk, no);
    return no;
  };
  const received = async () => {
    const no = await sent();
    await buyer.api.order.receive({ no });
    return no;
  };
  const { aftersale } = clerk.api.console;
  const { no: refunded } = await paidOrder(shop, buyer, wants);
  await aftersale.approve({ no: await askRefund(buyer, refunded, ALL), confirm_fen: 12_601 });
  const partly = await received();
  await aftersale.approve({ no: await askRefund(buyer, partly, [ONE]), confirm_fen: 3333 });
  const completed = await received();
  await aftersale.reject({ no: await askRefund(buyer, completed, [ONE]), note: "已使用" });
  // Stars alone are shown at once.
  await buyer.api.review.create({
    request_key: newKey(),
    order_no: completed,
    reviews: [{ line_no: 1, rating: 4 }],
  });
  const shipped = await sent();
  await buyer.api.aftersale.cancel({ no: await askRefund(buyer, shipped, [ONE]) });
  const { no: asked } = await paidOrder(shop, buyer, wants);
  await askRefund(buyer, asked, [ONE]);
  return { refunded, partly, completed, shipped, asked };
}

async function couponOf(shop: Shop): Promise<string> {
  const made = await shop.owner.api.console.coupon.create({
    request_key: newKey(),
    name: "满百减七",
    threshold_fen: 10_000,
    discount_fen: 707,
    total: 10,
    per_customer: 1,
    valid_days: 30,
    starts_at: new Date(Date.now() - DAY_MS).toISOString(),
    ends_at: new Date(Date.now() + 30 * DAY_MS).toISOString(),
  });
  return made.id;
}
