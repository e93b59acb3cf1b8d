/** B28 of the bug list: who somebody is comes from WeChat's code2Session and from nowhere else. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { fingerprint } from "./support/fingerprint.ts";
import { type Buyer, type Caller, createCaller } from "./support/people.ts";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
let victim: Buyer;
let thief: { openid: string };
let visitor: Caller;
beforeAll(async () => {
  shop = await openShop({ name: "identity", worker: false });
  victim = await shop.customer("林晓棠");
  thief = await shop.simulator.control.addUser({ nickname: "生人" });
  visitor = createCaller(
    { url: shop.url, services: shop.services, simulator: shop.simulator, heard: () => undefined },
    {},
  );
});
afterAll(() => shop.close());

const login = () => shop.simulator.control.login(thief.openid);
const signIn = (body: object, query = "", headers: Record<string, string> = {}) =>
  visitor.raw("POST", `/session${query}`, body, headers);

it("an openid, a customer id or a token that the client sends along changes nothing", async () => {
  const lies = {
    openid: victim.openid,
    open_id: victim.openid,
    customer_id: victim.id,
    unionid: victim.openid,
    subject: victim.openid,
    appid: "wx0000000000000000",
    session_key: "AAAA",
  };
  const first = await signIn({ provider: "wechat", privacy_version: 1, code: await login(), ...lies });
  expect(first.status).toBe(200);
  const own = (first.body as { customer_id: string }).customer_id;
  expect(own).not.toBe(victim.id);
  for (const again of [
    await signIn(
      { provider: "wechat", privacy_version: 1, code: await login() },
      `?openid=${victim.openid}&customer_id=${victim.id}`,
    ),
    await signIn({ provider: "wechat", privacy_version: 1, code: await login() }, "", {
      "x-wx-openid": victim.openid,
      "x-openid": victim.openid,
    }),
    await signIn({ provider: "wechat", privacy_version: 1, code: await login() }, "", {
      authorization: victim.headers["authorization"] ?? "",
    }),
  ]) {
    expect(again).toMatchObject({ status: 200, body: { customer_id: own, is_new: false } });
  }
});

it("a code that WeChat does not know, that was used or that is the openid itself lets nobody in", async () => {
  const used = await login();
  await signIn({ provider: "wechat", privacy_version: 1, code: used });
  const before = await fingerprint(shop);
  for (const code of [used, victim.openid, thief.openid, "0123456789abcdef", "x".repeat(128)]) {
    const answer = await signIn({ provider: "wechat", privacy_version: 1, code });
    expect(answer).toMatchObject({ status: 400, body: { code: "wechat_code_invalid", field: "code" } });
  }
  for (const body of [
    { provider: "openid", code: victim.openid },
    { provider: "wechat", openid: victim.openid },
    {},
  ]) {
    expect((await signIn(body)).status).toBe(400);
  }
  expect(await fingerprint(shop)).toEqual(before);
});

it("no session when WeChat is busy", async () => {
  await shop.simulator.control.setFault({ name: "code_busy" });
  expect(await signIn({ provider: "wechat", privacy_version: 1, code: await login() })).toMatchObject({
    status: 503,
    body: { code: "wechat_busy" },
  });
});

it("two first sign-ins of one person at once are one customer", async () => {
  const { openid } = await shop.simulator.control.addUser({ nickname: "新人" });
  const codes = await Promise.all(Array.from({ length: 10 }, () => shop.simulator.control.login(openid)));
  const answers = await Promise.all(
    codes.map((code) => signIn({ provider: "wechat", privacy_version: 1, code })),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
  expect(new Set(answers.map((answer) => (answer.body as { customer_id: string }).customer_id)).size).toBe(1);
  const customers = await shop.sql("SELECT customer_id FROM identity WHERE subject = $1", [openid]);
  expect(customers).toHaveLength(1);
});

it("the payer that prepay names is the session's, whatever the body says", async () => {
  const { sku } = await shop.product({ price: 100, stock: 5 });
  const { no } = await victim.buy([{ sku }]);
  const answer = await victim.raw("POST", `/orders/${no}/payment`, {
    openid: thief.openid,
    payer: { openid: thief.openid },
  });
  expect(answer.status).toBe(200);
  expect(await shop.sql("SELECT openid FROM payment_attempt WHERE order_no = $1", [no])).toEqual([
    { openid: victim.openid },
  ]);
});

it("an openid or session key never leaves the server", async () => {
  const said: string[] = [];
  shop.listeners.push(({ body }) => said.push(JSON.stringify(body)));
  const { items } = await victim.api.order.list({});
  await victim.api.customer.me();
  await victim.api.order.get({ no: items[0]?.no ?? "" });
  await victim.api.payment.start({ no: items[0]?.no ?? "" });
  await shop.owner.api.console.order.get({ no: items[0]?.no ?? "" });
  await shop.owner.api.console.customer.get({ customer_id: victim.id });
  expect(said).toHaveLength(6);
  expect(said.filter((text) => text.includes(victim.openid) || text.includes("session_key"))).toEqual([]);
});
