/**
 * Quote → order. The facts are read again and priced again: what comes out must be what the person saw, or a refusal carries a fresh
 * quote. The quote is the idempotency key: two taps, two tabs and a retry all end in the same order.
 */
import type { Quote } from "@banyan/contract";
import { later, MINUTE_MS, toWire } from "@banyan/kernel";
import { quantitiesInCart } from "../cart/cart.ts";
import { type Promoting, sharesOf } from "../commission/snapshot.ts";
import { isDuplicate, together, violates } from "../db/database.ts";
import { Refusal, refuse } from "../http/refusal.ts";
import { numberFrom } from "../number.ts";
import { type Computed, computeQuote, shippingAddress } from "../quote/compute.ts";
import { createQuote } from "../quote/create.ts";
import { loadSubmitFacts, type QuoteFacts } from "../quote/facts-store.ts";
import { loadPromoting } from "../quote/promoting.ts";
import { isAsSeen, movedText } from "../quote/seen.ts";
import { couponIdsOf, type QuoteRequest } from "../quote/store.ts";
import type { Services } from "../services.ts";
import { type CustomerActor, endSession } from "../session/session.ts";
import { copyContact } from "./contact.ts";
import { findOrderOfQuote } from "./store.ts";
import { insertOrder, type NewOrder } from "./submit-store.ts";

const GONE = { field: "quote_id", message: "这份报价不存在，请返回重新结算" };

export interface Submitted {
  no: string;
  payable_fen: number;
  close_at: string;
}

/**
 * @param session hash of the token that asks, proved by the first statement
 * @throws Refusal session_expired, not_found, quote_used (data: the order), quote_expired, quote_changed, cart_changed (data: the new
 *   quote), out_of_stock, coupon_unusable, address_needed, …
 */
export async function submitOrder(
  services: Services,
  customer: CustomerActor,
  session: string,
  input: { quote_id: string; payable_fen: number; remark: string },
): Promise<Submitted> {
  const quoteId = BigInt(input.quote_id);
  const { signedIn, quote } = await loadSubmitFacts(services.database.query, customer.id, quoteId, session);
  if (!signedIn) endSession(session);
  if (!quote) refuse("not_found", GONE);
  if (quote.order_no !== null) {
    // The same offer again is a second tap; another sum is somebody who means another order.
    if (BigInt(input.payable_fen) !== quote.payable_fen)
      refuse("quote_used", { data: { no: quote.order_no } });
    return existing(services, customer, quoteId);
  }
  const asked = { id: quoteId, request: quote.request };
  if (quote.expired) return refuseWithNew(services, customer, asked, "quote_expired");
  if (!quote.in_cart) return refuseWithNew(services, customer, asked, "cart_changed");

  const wanted = quote.request.lines.map((line) => ({ skuId: BigInt(line.sku_id), quantity: line.quantity }));
  const no = numberOfQuote(services, customer.id, quoteId, quote.created_at);
  const { facts, held } = await withOwnHold(services, no, wanted, quote.facts);
  const coupons = couponIdsOf(quote.request);
  const freight = await services.freight.current();
  const promoting = await loadPromoting(services, facts);
  const computed = computeQuote({ lines: wanted, coupons }, facts, freight, promoting);
  // A default address that came after the quote is one that the person has not seen on it.
  const unseen = computed.needsAddress && quote.request.address_id === null;
  if (unseen || computed.blocked?.code === "address_needed")
    refuse("address_needed", { field: "address_id" });
  if (computed.blocked?.code === "address_not_served") {
    refuse("address_not_served", { field: "address_id", message: computed.blocked.message });
  }
  if (computed.blocked?.code === "payable_zero") refuse("payable_zero");
  const same =
    computed.invalid.length === 0 &&
    computed.payableFen === BigInt(input.payable_fen) &&
    computed.payableFen === quote.payable_fen &&
    isAsSeen(quote.request, computed) &&
    computed.coupons.length === coupons.length;
  if (!same) {
    // The other tap of a double tap may have made the order since, with the last unit perhaps.
    if (await findOrderOfQuote(services.database.query, customer.id, quoteId))
      return existing(services, customer, quoteId);
    return refuseWithNew(services, customer, asked, "quote_changed");
  }

  const { unpaid_minutes } = await services.settings.get("order");
  const closeDueAt = later(facts.now, unpaid_minutes * MINUTE_MS);
  const order = orderOf(services, customer.id, quoteId, computed, facts, promoting, {
    no,
    remark: input.remark,
    closeDueAt,
  });
  const cartSkuIds = quote.request.source === "cart" ? wanted.map((line) => line.skuId) : [];
  const outcome = await write(services, order, cartSkuIds, held);
  if (outcome === "again") return existing(services, customer, quoteId);
  if (outcome !== "done") return refuseWithNew(services, customer, asked, outcome);
  return { no: order.no, payable_fen: toWire(order.payableFen), close_at: closeDueAt.toISOString() };
}

/** A second tap, or a try after a crash, comes back to what the first has held: after midnight too, so the day in it is the quote's. */
const numberOfQuote = (services: Services, buyerId: bigint, quoteId: bigint, quotedAt: Date): string =>
  numberFrom("order", buyerId, quotedAt, services.seal.index(`order:${quoteId}`));

/** Where too little seems to be there: what this number holds already is there for it. */
async function withOwnHold(
  services: Services,
  no: string,
  wanted: readonly { skuId: bigint; quantity: number }[],
  facts: QuoteFacts,
): Promise<{ facts: QuoteFacts; held: boolean }> {
  const lacks = wanted.some(
    ({ skuId, quantity }) => (facts.skus.get(skuId)?.available ?? quantity) < quantity,
  );
  if (!lacks || !(await services.holds.isHeld(no, wanted))) return { facts, held: false };
  const skus = new Map(facts.skus);
  for (const { skuId, quantity } of wanted) {
    const sku = skus.get(skuId);
    if (sku) skus.set(skuId, { ...sku, available: Math.max(sku.available, quantity) });
  }
  return { facts: { ...facts, skus }, held: true };
}

/** The hot rows (stock) are locked last, or before this transaction and for one statement when many want them at once. */
async function write(
  services: Services,
  order: NewOrder,
  cartSkuIds: readonly bigint[],
  early: boolean,
): Promise<"done" | "again" | "quote_changed" | "quote_expired"> {
  const wants = order.lines.map((line) => ({ skuId: BigInt(line.sku_id), quantity: line.quantity }));
  const place = await services.holds.enter(order.no, wants, early);
  let outcome: "quote_changed" | "quote_expired" = "quote_changed";
  const rollback = new Error("the order cannot be");
  try {
    if (place.refused !== null) return (await isOrdered(services, order)) ? "again" : REFUSED[place.refused];
    await services.database.transact(async (tx) => {
      // Sent together: the hot rows are locked for no longer than PostgreSQL takes to come to them and the commit.
      const [written, refused] = await together(insertOrder(tx, order, cartSkuIds), place.take(tx));
      if (!written) throw rollback;
      if (refused === null) return;
      outcome = REFUSED[refused];
      throw rollback;
    });
    return "done";
  } catch (error) {
    // Another tap of the same quote has held for this number meanwhile; whoever is quicker from here makes the order.
    if (!early && violates(error, "stock_hold_pkey")) return await write(services, order, cartSkuIds, true);
    // The number is the quote's: any of the order's tables may be the first to say that it is there.
    if (isDuplicate(error) && (await isOrdered(services, order))) return "again";
    if (error !== rollback && !(error instanceof Refusal)) throw error;
    await place.giveBack();
    if (error !== rollback) throw error;
    return outcome;
  } finally {
    place.leave();
  }
}
const REFUSED = { short: "quote_changed", lapsed: "quote_expired" } as const;

const isOrdered = async (services: Services, order: NewOrder): Promise<boolean> =>
  (await findOrderOfQuote(services.database.query, order.buyerId, order.quoteId)) !== null;

async function existing(services: Services, customer: CustomerActor, quoteId: bigint): Promise<Submitted> {
  const order = await findOrderOfQuote(services.database.query, customer.id, quoteId);
  if (!order) return refuse("busy");
  return {
    no: order.no,
    payable_fen: toWire(order.payable_fen),
    close_at: (order.close_due_at ?? order.created_at).toISOString(),
  };
}

/** Refuses with what holds now: the same lines, address and choice of coupons, priced anew. */
async function refuseWithNew(
  services: Services,
  customer: CustomerActor,
  { id, request }: { id: bigint; request: QuoteRequest },
  code: "quote_expired" | "quote_changed" | "cart_changed",
): Promise<never> {
  const lines = request.source === "cart" ? await cartNow(services, customer, request) : request.lines;
  if (lines.length === 0) refuse("cart_changed", { message: "这些商品已不在购物车里，请回购物车确认" });
  const bought = lines.length < request.lines.length && code === "quote_changed";
  const fresh = await quoteAgain(services, customer, { ...request, lines }, id);
  const gone = fresh.invalid[0];
  if (fresh.lines.length === 0 && gone) {
    refuse(gone.code === "product_gone" ? "product_gone" : "out_of_stock", {
      message: `${gone.name}：${gone.message}`,
      data: fresh,
    });
  }
  const message = gone ? `${gone.name}：${gone.message}` : movedText(request, fresh);
  refuse(bought ? "cart_changed" : code, { data: fresh, ...(message === null ? {} : { message }) });
}

/** The quote's lines as they stand in the cart now. */
async function cartNow(
  services: Services,
  customer: CustomerActor,
  request: QuoteRequest,
): Promise<QuoteRequest["lines"]> {
  const quantities = await quantitiesInCart(services, customer.id);
  return request.lines.flatMap((line) => {
    const quantity = quantities.get(line.sku_id);
    return quantity === undefined ? [] : [{ ...line, quantity }];
  });
}

/** A coupon that cannot be used any more gives way to the best one. */
async function quoteAgain(
  services: Services,
  customer: CustomerActor,
  request: QuoteRequest,
  standing: bigint,
): Promise<Quote> {
  const ask = (coupon: string | string[]) =>
    createQuote(
      services,
      customer,
      {
        source: request.source,
        lines: request.lines.map(({ sku_id, quantity }) => ({ sku_id, quantity })),
        ...(request.address_id === null ? {} : { address_id: request.address_id }),
        coupon,
      },
      standing,
    );
  try {
    return await ask(request.choice ?? "best");
  } catch (error) {
    if (error instanceof Refusal && error.code === "coupon_unusable") return ask("best");
    throw error;
  }
}

function orderOf(
  services: Services,
  buyerId: bigint,
  quoteId: bigint,
  computed: Computed,
  facts: QuoteFacts,
  promoting: Promoting,
  p: { no: string; remark: string; closeDueAt: Date },
): NewOrder {
  const address = shippingAddress(computed, facts);
  return {
    buyerId,
    no: p.no,
    quoteId,
    goodsFen: computed.goodsFen,
    discountFen: computed.discountFen,
    selfDiscountFen: computed.selfDiscountFen,
    freightFen: computed.freightFen,
    payableFen: computed.payableFen,
    coupons: computed.coupons.map(({ coupon, discountFen }) => ({
      grant_id: String(coupon.id),
      coupon_id: String(coupon.couponId),
      discount_fen: String(discountFen),
    })),
    regionCode: address?.regionCode ?? null,
    remark: p.remark,
    now: facts.now,
    closeDueAt: p.closeDueAt,
    contact: address && copyContact(services.seal, buyerId, p.no, address),
    referrerId: promoting.referrer?.id ?? null,
    shareCode: promoting.shareCode,
    planVersion: promoting.plan.version,
    buyerPromoter: promoting.buyer,
    chain: promoting.chain,
    lines: linesOf(computed, promoting),
  };
}

function linesOf(computed: Computed, promoting: Promoting): NewOrder["lines"] {
  return computed.lines.map((line, index) => {
    const { sku, quantity, price } = line;
    return {
      line_no: index + 1,
      product_id: String(sku.productId),
      sku_id: String(sku.skuId),
      name: sku.name,
      spec: sku.spec,
      picture: sku.picture,
      sku_code: sku.code,
      fulfilment: sku.fulfilment,
      price_fen: String(sku.priceFen),
      quantity,
      discount_fen: String(price.discountFen),
      net_fen: String(price.netFen),
      self_discount_fen: String(price.selfDiscountFen),
      base_fen: String(price.baseFen),
      cost_fen: String(sku.costFen),
      category_path: sku.categoryPath.map(String),
      shares: sharesOf(promoting, line),
    };
  });
}
