/**
 * The first commission by HTTP alone: a plan, an application, a share, a friend who buys by it, one unit that comes back, settlement,
 * a withdrawal that its owner confirms in WeChat, and the ledger that tells the same story. Run by first-commission.test.ts.
 */
import type { Exchange } from "../support/client.ts";
import { type Buyer, type Clerk, newKey } from "../support/people.ts";
import { ratesOf, usePlan } from "../support/relation.ts";
import type { Shop } from "../support/shop.ts";
import { Transcript } from "./transcript.ts";

const DAY_MS = 86_400_000;

interface Story {
  shop: Shop;
  sharer: Buyer;
  friend: Buyer;
  operator: Clerk;
  finance: Clerk;
  sku: string;
  product: string;
  say(text: string): void;
  note(text: string): void;
  /** Writes the last exchange, these fields of it. */
  write(fields: readonly string[]): void;
}

/** @returns the transcript */
export async function firstCommission(shop: Shop): Promise<string> {
  const transcript = new Transcript();
  const goods = await shop.product({ name: "勐海小沱熟普", price: 9999, stock: 20 });
  const [sharer, friend] = [await shop.customer(), await shop.customer()];
  await sharer.api.customer.update({ nickname: "林晓棠", avatar: null });
  await friend.api.customer.update({ nickname: "周牧", avatar: null });
  await usePlan(shop, { depth: 1, cap_bps: 3000, rules: ratesOf(1000) });
  const heard: Exchange[] = [];
  const story: Story = {
    shop,
    sharer,
    friend,
    operator: await shop.staff("operator"),
    finance: await shop.staff("finance"),
    sku: goods.sku,
    product: goods.id,
    say: (text) => transcript.say(text),
    note: (text) => transcript.note(text),
    write: (fields) => {
      const last = heard.at(-1);
      if (last) transcript.write(last, fields);
    },
  };
  shop.listeners.push((exchange) => heard.push(exchange));
  await becomePromoter(story);
  const no = await shareAndBuy(story);
  await comeBackInPart(story, no);
  await settle(story, no);
  await withdraw(story);
  await readTheBooks(story);
  return transcript.text();
}

async function becomePromoter({ shop, sharer, operator, say, write }: Story): Promise<void> {
  say("读协议，申请，运营通过");
  const { agreement } = await sharer.api.promoter.entry({});
  write(["state", "open", "shown_name", "automatic"]);
  await sharer.api.promoter.apply({
    request_key: "recipe-apply-000001",
    agreement_version: agreement.version,
    reason: "常给朋友推荐茶",
  });
  write(["state"]);
  const [application] = (await operator.api.console.promoter.applications({ state: "requested" })).items;
  await operator.api.console.promoter.decide({
    customer_id: sharer.id,
    application_id: application?.id ?? "",
    approve: true,
  });
  write(["state", "inviter"]);
  await shop.settle();
  await sharer.api.promoter.center();
  write(["state", "tier", "balances", "customer_count"]);
}

async function shareAndBuy({ shop, sharer, friend, sku, product, say, write }: Story): Promise<string> {
  say("分享商品；朋友打开链接，成为她的顾客，下单付款");
  const { code } = await sharer.api.share.create({ channel: "card", product_id: product });
  write(["channel", "title"]);
  await friend.api.share.touch({ code, visitor_key: newKey() });
  write(["result", "promoter"]);
  const lines = [{ sku_id: sku, quantity: 3 }];
  const quote = await friend.api.quote.create({
    source: "buy_now",
    lines,
    address_id: await friend.address(),
    coupon: "none",
  });
  write(["goods_fen", "freight_fen", "payable_fen", "referrer"]);
  const { no } = await friend.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
  await friend.pay(no);
  await shop.settle();
  const { items } = await sharer.api.commission.list({ state: "all" });
  write(["items"]);
  await sharer.api.commission.get({ key: items[0]?.key ?? "" });
  write(["position_text", "rule_text", "steps", "recomputed_fen"]);
  return no;
}

async function comeBackInPart(
  { shop, friend, sharer, operator, say, write }: Story,
  no: string,
): Promise<void> {
  say("三件退一件：佣金只追回差额");
  await operator.api.console.order.ship({ no, carrier: "顺丰速运", tracking_no: "SF1234567890" });
  const asked = await friend.api.aftersale.create({
    request_key: "recipe-aftersale-02",
    order_no: no,
    lines: [{ line_no: 1, quantity: 1, amount_fen: 9999 }],
    reason: "不想要了",
  });
  await operator.api.console.aftersale.approve({ no: asked.no, confirm_fen: 9999 });
  await shop.settle();
  await sharer.api.commission.list({ state: "estimated" });
  write(["items"]);
}

async function settle({ shop, friend, sharer, say, write }: Story, no: string): Promise<void> {
  say("确认收货，七天售后期过去，结算进可提现");
  await friend.api.order.receive({ no });
  await shop.settle();
  await shop.advance(7 * DAY_MS - 60_000);
  await shop.settle();
  await sharer.api.promoter.center();
  write(["balances"]);
  await shop.advance(120_000);
  await shop.settle();
  await sharer.api.promoter.center();
  write(["balances"]);
}

async function withdraw({ shop, sharer, finance, say, write }: Story): Promise<void> {
  say("申请提现，财务核对金额后通过，本人在微信里确认，到账");
  await sharer.api.withdrawal.rules();
  write(["available_fen", "min_fen", "fee_bps", "blocked"]);
  const { no } = await sharer.api.withdrawal.request({
    request_key: "recipe-withdraw-0001",
    amount_fen: 1999,
  });
  write(["state_text", "amount_fen", "fee_fen", "net_fen"]);
  await finance.api.console.withdrawal.approve({ no, confirm_fen: 1999 });
  await shop.settle();
  const { confirm } = await sharer.api.withdrawal.get({ no });
  write(["state", "state_text"]);
  await shop.simulator.control.confirmTransfer({
    package_info: confirm?.package ?? "",
    openid: sharer.openid,
  });
  await shop.settle();
  await sharer.api.withdrawal.get({ no });
  write(["state", "state_text", "net_fen"]);
}

async function readTheBooks({ finance, sharer, say, note, write }: Story): Promise<void> {
  say("账本说的是同一件事");
  const { items } = await finance.api.console.ledger.transfers({ owner_id: sharer.id });
  write(["next_cursor"]);
  for (const row of items.toReversed()) {
    note(`${row.kind_text}：${row.debit_text} → ${row.credit_text} ${row.amount_fen}`);
  }
  await finance.api.console.ledger.totals();
  write(["promoters", "shop", "difference_fen"]);
  await finance.api.console.reconciliation.run();
  write(["ok", "failed"]);
}
