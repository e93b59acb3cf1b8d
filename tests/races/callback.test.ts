/** B23 of the bug list: nothing but a verified word of WeChat marks an order paid. */
import { readdirSync, readFileSync } from "node:fs";
import { startHttp } from "@banyan/server/http/server.ts";
import { ROOT } from "@banyan/tools/launch/paths.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { type CallbackPlan, paidContent, sendCallback, sendRaw } from "../support/callback.ts";
import { allRoutes } from "../support/client.ts";
import { fingerprint } from "../support/fingerprint.ts";
import { paidOrder } from "../support/orders.ts";
import type { Buyer } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
let buyer: Buyer;
let sku: string;
/** An order whose payment is open in WeChat's cashier, and was never paid. */
let order: { no: string; outTradeNo: string; openid: string; amountFen: number };

async function openOrder(): Promise<typeof order> {
  const { no, payable_fen } = await buyer.buy([{ sku }]);
  await buyer.prepay(no);
  const [attempt] = await shop.sql<{ no: string }>("SELECT no FROM payment_attempt WHERE order_no = $1", [
    no,
  ]);
  return { no, outTradeNo: attempt?.no ?? "", openid: buyer.openid, amountFen: payable_fen };
}
const alarms = async () =>
  await shop.sql<{ kind: string; ref: string; why: string }>(
    "SELECT kind, ref, detail ->> 'why' AS why FROM alarm ORDER BY id",
  );

beforeAll(async () => {
  shop = await openShop({ name: "race_callback", worker: false });
  buyer = await shop.customer("陈大山");
  ({ sku } = await shop.product({ price: 8800, stock: 500 }));
  order = await openOrder();
});
afterAll(() => shop.close());

/** The true callback of `order`, changed in one place. */
const forged = (
  change: Partial<CallbackPlan>,
  content: object = {},
): Promise<{ status: number; text: string }> =>
  sendCallback(shop, { content: { ...paidContent(shop, order), ...content }, ...change });

describe("a callback that is not WeChat's is refused and changes nothing", () => {
  const cases: [string, () => Promise<{ status: number; text: string }>][] = [
    ["no signature at all", () => forged({ headers: { "wechatpay-signature": undefined } })],
    ["an empty signature", () => forged({ headers: { "wechatpay-signature": "" } })],
    ["no timestamp", () => forged({ headers: { "wechatpay-timestamp": undefined } })],
    ["no nonce", () => forged({ headers: { "wechatpay-nonce": undefined } })],
    ["no serial", () => forged({ headers: { "wechatpay-serial": undefined } })],
    [
      "nothing but the body",
      () =>
        sendRaw(shop, "pay", JSON.stringify(paidContent(shop, order)), {
          "content-type": "application/json",
        }),
    ],
    ["a stranger's signature", () => forged({ stranger: true })],
    ["noise for a signature", () => forged({ headers: { "wechatpay-signature": "bm90IGEgc2lnbmF0dXJl" } })],
    [
      "a probe",
      () => forged({ headers: { "wechatpay-signature": `WECHATPAY/SIGNTEST/${"A".repeat(320)}` } }),
    ],
    [
      "another serial",
      () => forged({ headers: { "wechatpay-serial": "PUB_KEY_ID_0199999999999999999999999999" } }),
    ],
    [
      "the platform certificate's serial with the other key",
      () => forged({ headers: { "wechatpay-serial": "5157F09EFDC096DE15EBE81A47057A7232F1B8E1" } }),
    ],
    ["six minutes old", () => forged({ skew: -360 })],
    ["six minutes ahead", () => forged({ skew: 360 })],
    ["a timestamp in words", () => forged({ headers: { "wechatpay-timestamp": "now" } })],
    ["one byte changed on the way", () => forged({ tamper: (body) => body.replace("支付成功", "支付成劝") })],
    ["a body cut short", () => forged({ tamper: (body) => body.slice(0, -2) })],
    ["sealed with another key", () => forged({ apiV3Key: "0".repeat(32) })],
    ["an empty body", () => sendRaw(shop, "pay", "", { "content-type": "application/json" })],
    [
      "XML of the old days",
      () =>
        sendRaw(shop, "pay", "<xml><return_code>SUCCESS</return_code></xml>", { "content-type": "text/xml" }),
    ],
    [
      "XML with an entity",
      () =>
        sendRaw(shop, "pay", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml>&e;</xml>', {
          "content-type": "application/xml",
        }),
    ],
    [
      "a form",
      () =>
        sendRaw(shop, "pay", "out_trade_no=1&result_code=SUCCESS", {
          "content-type": "application/x-www-form-urlencoded",
        }),
    ],
  ];
  it.each(cases)("%s", async (_name, send) => {
    const before = await fingerprint(shop);
    const answer = await send();
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(JSON.parse(answer.text)).toMatchObject({ message: expect.stringMatching(/[一-龥]/) });
    expect(await fingerprint(shop)).toEqual(before);
  });

  it("a probe that WeChat itself sends is refused", async () => {
    const probe = await shop.simulator.control.sendSignTest(`${shop.url}/webhooks/wechat/pay`);
    expect(probe.refused).toBe(true);
  });
});

describe("a genuine callback that does not fit is refused, raises an alarm and pays nothing", () => {
  const cases: [string, object, string | null][] = [
    ["one fen less", { amount: { total: 8799, currency: "CNY" } }, "mismatch_amount"],
    ["one fen more", { amount: { total: 8801, currency: "CNY" } }, "mismatch_amount"],
    ["nothing", { amount: { total: 0, currency: "CNY" } }, "mismatch_amount"],
    ["another currency", { amount: { total: 8800, currency: "USD" } }, "mismatch_currency"],
    ["another payer", { payer: { openid: "oSomebodyElse00000000000000" } }, "mismatch_payer"],
    ["an unknown number", { out_trade_no: "P26112411AAAAAAAAAA" }, "unknown_number"],
    ["a number of no shop of ours", { out_trade_no: "20261124-0001" }, "unknown_number"],
    ["another merchant", { mchid: "1900000001" }, null],
    ["another app", { appid: "wxffffffffffffffff" }, null],
    ["an amount in words", { amount: { total: "8800", currency: "CNY" } }, null],
    ["half a fen", { amount: { total: 8800.5, currency: "CNY" } }, null],
    ["no amount", { amount: undefined }, null],
    ["no time", { success_time: undefined }, null],
    ["a payment that did not succeed", { trade_state: "NOTPAY" }, "not_paid"],
    ["a payment that was closed", { trade_state: "CLOSED" }, "not_paid"],
  ];
  it.each(cases)("%s", async (_name, content, why) => {
    await shop.sql("DELETE FROM alarm");
    const before = await fingerprint(shop, ["alarm"]);
    const answer = await forged({}, content);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await fingerprint(shop, ["alarm"])).toEqual(before);
    const raised = await alarms();
    expect(raised.map((alarm) => [alarm.kind, alarm.why])).toEqual(
      why === null ? [] : [["payment_mismatch", why]],
    );
  });

  it("WeChat reports another sum or another payer than the cashier took", async () => {
    for (const override of [{ amount_override: 1 }, { payer_override: "oSomebodyElse00000000000000" }]) {
      const open = await openOrder();
      await shop.simulator.control.pay({ out_trade_no: open.outTradeNo, ...override });
      await shop.simulator.control.pump();
      expect((await buyer.api.order.get({ no: open.no })).state).toBe("awaiting_payment");
      expect((await alarms()).filter((alarm) => alarm.ref === open.outTradeNo)).toHaveLength(1);
    }
  });

  it("a refund notice at the payment's address, and a payment at the refund's", async () => {
    const before = await fingerprint(shop, ["alarm"]);
    const content = paidContent(shop, order);
    expect(
      (await sendCallback(shop, { to: "refund", eventType: "TRANSACTION.SUCCESS", content })).status,
    ).toBe(400);
    const refund = {
      ...content,
      out_refund_no: "R1",
      refund_id: "5",
      refund_status: "SUCCESS",
      amount: { total: 1, refund: 1 },
    };
    expect((await sendCallback(shop, { eventType: "REFUND.SUCCESS", content: refund })).status).toBe(400);
    expect(await fingerprint(shop, ["alarm"])).toEqual(before);
  });

  it("a refund notice of another sum or for no refund of ours", async () => {
    const { no } = await paidOrder(shop, buyer, [{ sku }]);
    const [attempt] = await shop.sql<{ no: string }>("SELECT no FROM payment_attempt WHERE order_no = $1", [
      no,
    ]);
    await shop.owner.api.console.order.refund({
      no,
      request_key: "callback-refund-0001",
      lines: [{ line_no: 1, quantity: 1, amount_fen: 8800 }],
      reason: "缺货",
      confirm_fen: 8800,
    });
    const [refund] = await shop.sql<{ no: string }>("SELECT no FROM refund WHERE order_no = $1", [no]);
    const said = (refundNo: string, refundFen: number) => ({
      ...paidContent(shop, { ...order, outTradeNo: attempt?.no ?? "" }),
      out_refund_no: refundNo,
      refund_id: "50300008002026112400001",
      refund_status: "SUCCESS",
      amount: { total: 8800, refund: refundFen, payer_total: 8800, payer_refund: refundFen },
    });
    const before = await fingerprint(shop, ["alarm"]);
    for (const content of [said(refund?.no ?? "", 8799), said("R26112411AAAAAAAAAA", 8800)]) {
      expect((await sendCallback(shop, { to: "refund", content })).status).toBe(400);
    }
    expect(await fingerprint(shop, ["alarm"])).toEqual(before);
    expect((await alarms()).filter((alarm) => alarm.kind === "refund_mismatch")).toHaveLength(2);
  });
});

it("the true callback pays, and its repeat is answered with yes and does nothing", async () => {
  const content = paidContent(shop, order);
  expect(await sendCallback(shop, { content })).toEqual({ status: 204, text: "" });
  expect((await buyer.api.order.get({ no: order.no })).state).toBe("awaiting_shipment");
  const before = await fingerprint(shop, ["alarm"]);
  expect((await sendCallback(shop, { content })).status).toBe(204);
  expect((await sendCallback(shop, { content: { ...content, trade_state: "REFUND" } })).status).toBe(204);
  expect(await fingerprint(shop, ["alarm"])).toEqual(before);
});

describe("no route marks anything paid", () => {
  it("not for the buyer, not for the owner, with whatever they send", async () => {
    const wishes = {
      paid: true,
      state: "paid",
      trade_state: "SUCCESS",
      transaction_id: "4200002",
      amount_fen: 8800,
    };
    for (const caller of [buyer, shop.owner]) {
      for (const route of allRoutes().filter(({ path }) => path.includes("{no}"))) {
        const open = await openOrder();
        await caller.raw(
          route.method,
          route.path.replace("{no}", open.no),
          route.method === "GET" ? undefined : wishes,
        );
        const [row] = await shop.sql(
          "SELECT paid_at, (SELECT count(*)::int FROM payment_fact WHERE payment_no = $2) AS facts FROM orders WHERE no = $1",
          [open.no, open.outTradeNo],
        );
        expect([route.name, row]).toEqual([route.name, { paid_at: null, facts: 0 }]);
      }
      for (const guess of ["paid", "pay-success", "payment/success", "payment/notify", "payment/callback"]) {
        const answer = await caller.raw("POST", `/orders/${order.no}/${guess}`, wishes);
        expect([guess, answer.status]).toEqual([guess, 404]);
      }
    }
  });

  it("every address of the server is known here", async () => {
    let routes = "";
    const services = { ...shop.services, config: { ...shop.services.config, port: 0 } };
    const server = await startHttp(services, [
      (app) => {
        app.addHook("onReady", async () => {
          routes = app.printRoutes({ commonPrefix: false });
        });
      },
    ]);
    await server.close();
    // The API's own routes stand in the contract, which the test above goes through; `*` is theirs.
    const writing = [...routes.matchAll(/ (\S+) \(([^)]*)\)/g)]
      .filter(([, path, methods]) => /POST|PUT|PATCH|DELETE/.test(methods ?? "") && !path?.endsWith("*"))
      .map(([, path]) => path);
    expect(writing.sort()).toEqual([
      "/api/v1/console/join/:token/finish",
      "/api/v1/console/join/:token/start",
      "/api/v1/console/session",
      "/api/v1/me/coupons/redeem",
      "/api/v1/me/phone",
      "/api/v1/media",
      "/api/v1/promoter/withdrawals/:no/check",
      "/api/v1/session",
      "/api/v1/shares/:code/touch",
      "/webhooks/wechat/pay",
      "/webhooks/wechat/refund",
      "/webhooks/wechat/transfer",
    ]);
  });

  it("paid is written in one place, by WeChat's callback and WeChat's answer only", () => {
    const folder = `${ROOT}/apps/server/src`;
    const filesWith = (pattern: RegExp) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && pattern.test(readFileSync(`${folder}/${file}`, "utf8")))
        .sort();
    expect(filesWith(/INSERT INTO payment_fact/)).toEqual(["payment/store.ts"]);
    expect(filesWith(/SET state = 'awaiting_shipment'/)).toHaveLength(1);
    expect(filesWith(/import [^;]*\brecordPaid\b/)).toEqual(["payment/apply.ts"]);
    expect(filesWith(/import [^;]*\bapplyPaid\b/)).toEqual(["webhook/routes.ts"]);
  });
});

it("the books hold after all this", () => booksHold(shop));
