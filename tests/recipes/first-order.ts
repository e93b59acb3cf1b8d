/**
 * One purchase from beginning to end by HTTP alone: sign in, cart, quote, order, pay, ship, receive, a partial refund. Run by
 * first-order.test.ts, which compares the transcript with first-order.out.
 */
import type { Exchange } from "../support/client.ts";
import type { Shop } from "../support/shop.ts";
import { Transcript } from "./transcript.ts";

/** Which fields of each answer a reader needs. */
const SHOWN: Record<string, readonly string[]> = {
  "/cart/lines": ["count", "quantity"],
  "/addresses": ["id", "region", "detail"],
  "/quotes": ["id", "goods_fen", "discount_fen", "freight_fen", "freight_hint", "payable_fen", "blocked"],
  "/orders": ["no", "payable_fen"],
  "/products": ["skus", "sales"],
};
const ORDER = ["state", "state_text", "refunded_fen", "actions", "hint"];

/** @returns the transcript */
export async function firstOrder(shop: Shop): Promise<string> {
  const transcript = new Transcript();
  const product = await shop.product({
    name: "勐海小沱熟普",
    skus: [
      { price: 5900, stock: 20 },
      { price: 9900, stock: 20 },
    ],
  });
  const [small, large] = product.skus;
  const clerk = await shop.staff("operator");
  const buyer = await shop.customer("林晓棠");
  const heard: Exchange[] = [];
  shop.listeners.push((exchange) => heard.push(exchange));
  const write = (fields?: readonly string[]) => {
    for (const exchange of heard.splice(0)) {
      const key = Object.keys(SHOWN).find((prefix) => exchange.path.startsWith(prefix));
      const isOne = /^\/(?:console\/)?(?:orders|aftersales)\/[A-Z]/.test(exchange.path);
      transcript.write(exchange, fields ?? (isOne ? ORDER : (SHOWN[key ?? ""] ?? ORDER)));
    }
  };

  transcript.say("看商品，加入购物车");
  await buyer.api.catalog.live({ product_id: product.id });
  await buyer.api.cart.add({ sku_id: small ?? "", quantity: 2, request_key: "recipe-cart-small-01" });
  await buyer.api.cart.add({ sku_id: large ?? "", quantity: 1, request_key: "recipe-cart-large-01" });
  write();

  transcript.say("填地址，报价，提交订单");
  await buyer.api.address.create({
    request_key: "recipe-address-001",
    recipient: "林晓棠",
    phone: "13800001234",
    region_code: "530102",
    detail: "翠湖北路 8 号",
  });
  const lines = [
    { sku_id: small ?? "", quantity: 2 },
    { sku_id: large ?? "", quantity: 1 },
  ];
  const quote = await buyer.api.quote.create({ source: "cart", lines });
  const { no } = await buyer.api.order.submit({
    quote_id: quote.id,
    payable_fen: quote.payable_fen,
    remark: "送礼",
  });
  write();

  transcript.say("发起支付；顾客在微信里付款；问结果");
  await buyer.api.payment.start({ no });
  write(["amount_fen", "params", "paid"]);
  await buyer.pay(no);
  await shop.settle();
  heard.splice(0);
  await buyer.api.payment.check({ no });
  write(["state"]);
  await buyer.api.order.get({ no });
  write();

  transcript.say("商家发货，顾客确认收货");
  await clerk.api.console.order.ship({ no, carrier: "顺丰速运", tracking_no: "SF1234567890", note: "" });
  await buyer.api.order.receive({ no });
  write();

  transcript.say("破了一件：申请退这一件，商家核对金额后同意，钱原路退回");
  const { lines: left } = await buyer.api.aftersale.refundable({ no });
  write(["allowed", "freight_fen", "lines"]);
  const amount = left[0]?.by_quantity[0] ?? 0;
  const asked = await buyer.api.aftersale.create({
    request_key: "recipe-aftersale-01",
    order_no: no,
    lines: [{ line_no: 1, quantity: 1, amount_fen: amount }],
    reason: "商品破损",
    note: "外盒压坏了",
  });
  await clerk.api.console.aftersale.approve({ no: asked.no, confirm_fen: amount, note: "已核对" });
  write(["no", "state", "state_text", "amount_fen", "freight_fen", "hint"]);
  await shop.settle();
  heard.splice(0);
  await buyer.api.aftersale.get({ no: asked.no });
  write(["state_text", "amount_fen", "refund", "hint"]);
  await buyer.api.order.get({ no });
  write([...ORDER, "payable_fen", "timeline"]);
  return transcript.text();
}
