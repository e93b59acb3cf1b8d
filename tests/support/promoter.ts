/** Promoters with money, for tests that begin where a commission has been settled: each fen was earned by an order of a real customer. */
import { planOf } from "@banyan/server/worker/worker.ts";
import { refundByShop } from "./commission.ts";
import type { Product } from "./goods.ts";
import { paidOrder, ship } from "./orders.ts";
import type { Buyer } from "./people.ts";
import { bind, makePromoter, ratesOf, usePlan } from "./relation.ts";
import type { Shop } from "./shop.ts";
import { approvedWithdrawal, confirmAs } from "./withdrawals.ts";

const RATE_BPS = 1_000;
/** What one unit of each SKU earns at that rate, fen: nine of each at most make any amount below a million. */
const EARNS = [1, 10, 100, 1_000, 10_000, 100_000] as const;

/** Somebody whose orders earn, and what they buy: one of both for a shop, since signing in and making goods take their time. */
interface Patron {
  buyer: Buyer;
  goods: Product;
}
const patrons = new WeakMap<Shop, Promise<Patron>>();

function patronOf(shop: Shop): Promise<Patron> {
  const known = patrons.get(shop);
  if (known) return known;
  const made = makePatron(shop);
  patrons.set(shop, made);
  return made;
}

async function makePatron(shop: Shop): Promise<Patron> {
  const { plan } = shop.owner.api.console;
  const active = (await plan.list()).plans.find(({ state }) => state === "active");
  const rules = active ? (await plan.get({ version: active.version })).body.rules : [];
  const first = rules.filter(({ position }) => position === 1);
  const fits = first.length === 1 && first[0]?.scope === "all" && first[0].rate_bps === RATE_BPS;
  if (!fits) await usePlan(shop, { rules: ratesOf(RATE_BPS) });
  const skus = EARNS.map((fen) => ({ price: (fen * 10_000) / RATE_BPS, stock: 10_000 }));
  return { buyer: await shop.customer("常来的客人"), goods: await shop.product({ name: "佣金茶", skus }) };
}

interface Sale {
  no: string;
  lines: { line_no: number; quantity: number; amount_fen: number }[];
}

/**
 * The patron, bound to this promoter from now on, buys what earns so much, receives it, and it settles: by the services themselves, so
 * that a worker that stands still goes on doing so, and without moving the clock, as if the after-sale period were of no days.
 */
async function sellFor(shop: Shop, promoter: { id: string }, fen: number): Promise<Sale> {
  const { buyer, goods } = await patronOf(shop);
  await shop.sql(
    "UPDATE binding SET ended_at = business_now(), end_reason = 'replaced' WHERE customer_id = $1 AND ended_at IS NULL",
    [buyer.id],
  );
  await bind(shop, buyer, promoter);
  const wants = EARNS.map((earns, at) => ({
    sku: goods.skus[at] ?? "",
    quantity: Math.floor(fen / earns) % 10,
    price: (earns * 10_000) / RATE_BPS,
  })).filter(({ quantity }) => quantity > 0);
  const { no } = await paidOrder(shop, buyer, wants);
  await ship(shop.owner, no);
  await buyer.api.order.receive({ no });
  await shop.sql("UPDATE orders SET settle_due_at = date_trunc('milliseconds', received_at) WHERE no = $1", [
    no,
  ]);
  await settleNow(shop, no);
  const [earned] = await shop.sql<{ fen: string }>(
    `SELECT coalesce(sum(kept_fen), 0)::text AS fen FROM commission
     WHERE owner_id = $1 AND order_no = $2 AND settled_at IS NOT NULL AND held_at IS NULL`,
    [promoter.id, no],
  );
  if (earned?.fen !== String(fen)) throw new Error(`order ${no} earned ${earned?.fen} fen, not ${fen}`);
  const lines = wants.map(({ quantity, price }, at) => ({
    line_no: at + 1,
    quantity,
    amount_fen: quantity * price,
  }));
  return { no, lines };
}

/** A worker that runs may have the order's bucket just then: what it has left is looked for again. */
async function settleNow(shop: Shop, no: string): Promise<void> {
  const { settle, posting } = planOf(shop.workerServices);
  await settle.work();
  for (let tries = 0; tries < 200; tries += 1) {
    await posting.work();
    const waiting = await shop.sql("SELECT FROM outbox WHERE consumer = 'posting' AND order_no = $1", [no]);
    if (waiting.length === 0) return;
  }
  throw new Error(`order ${no} is not posted`);
}

/** Earned and settled: so much more is available, or pays off debt. One after another: the patron is bound to one promoter. */
export async function earn(shop: Shop, promoter: { id: string }, fen: number): Promise<void> {
  await sellFor(shop, promoter, fen);
}

/** Earned, withdrawn and then refunded: so much is owed. The worker must run. @param fen what one withdrawal may be */
export async function owe(shop: Shop, promoter: Buyer, fen: number): Promise<void> {
  const { no, lines } = await sellFor(shop, promoter, fen);
  const withdrawal = await approvedWithdrawal(shop, promoter, shop.owner, fen);
  await shop.settle();
  await confirmAs(shop, promoter, withdrawal.no);
  await shop.settle();
  await refundByShop(shop.owner, no, lines);
  await shop.settle();
}

/** A new customer who is a promoter and has so much available. */
export async function fundedPromoter(shop: Shop, fen: number, nickname = "木阿支"): Promise<Buyer> {
  const buyer = await shop.customer(nickname);
  await fund(shop, buyer, fen);
  return buyer;
}

/** The same for somebody who is a customer already. */
export async function fund(shop: Shop, person: { id: string }, fen: number): Promise<void> {
  await makePromoter(shop, person);
  if (fen > 0) await earn(shop, person, fen);
}

/** "available withdrawing debt" of a promoter, fen. */
export async function balances(shop: Shop, promoter: { id: string }): Promise<string> {
  const [row] = await shop.sql<{ text: string }>(
    "SELECT concat_ws(' ', available_fen, withdrawing_fen, debt_fen) AS text FROM account WHERE owner_id = $1",
    [promoter.id],
  );
  return row?.text ?? "none";
}
