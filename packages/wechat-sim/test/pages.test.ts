import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_TEMPLATES, DEMO_USERS } from "../src/index.ts";
import { withPayResult } from "../src/pages/visitor.ts";
import { prepayBody, rsaSign, send } from "./merchant.ts";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

let sim: ScratchSimulator;
const [me, other] = [DEMO_USERS[0]?.openid ?? "", DEMO_USERS[1]?.openid ?? ""];

beforeAll(async () => {
  sim = await scratchSimulator();
});
afterAll(() => sim.remove());

const cookie = (openid: string) => ({ cookie: `a=b; wx_sim_user=${openid}` });

async function get(path: string, openid?: string) {
  const answer = await fetch(sim.url + path, {
    redirect: "manual",
    headers: openid === undefined ? {} : cookie(openid),
  });
  return {
    status: answer.status,
    location: answer.headers.get("location"),
    headers: answer.headers,
    text: await answer.text(),
  };
}

async function submit(path: string, form: Record<string, string>, openid?: string) {
  const answer = await fetch(sim.url + path, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(form),
    headers: openid === undefined ? {} : cookie(openid),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    location: answer.headers.get("location"),
    cookie: answer.headers.get("set-cookie"),
    text,
  };
}

/** A signed request for the cashier, as the product's server makes it. */
async function payParameters(change: Record<string, string> = {}, order: object = {}) {
  const { credentials } = sim;
  const body = prepayBody(credentials, me, order);
  const { prepay_id } = (await send(sim.url, credentials, "POST", "/v3/pay/transactions/jsapi", body)).body;
  const base = {
    appId: credentials.appid,
    timeStamp: String(Math.floor(Date.now() / 1000)),
    nonceStr: "593BEC0C930BF1AFEB40B4A08C8FB242",
    package: `prepay_id=${prepay_id}`,
    signType: "RSA",
    ...change,
  };
  const text = `${base.appId}\n${base.timeStamp}\n${base.nonceStr}\n${base.package}\n`;
  const paySign = rsaSign(credentials.merchant_private_key_pem, text);
  return { out_trade_no: body.out_trade_no, form: { ...base, paySign, back: "/orders?id=1", ...change } };
}

const cashier = (form: Record<string, string>) => `/__wechat/cashier?${new URLSearchParams(form)}`;

describe("who am I", () => {
  test("the home shows everybody, and picking sets the cookie and goes back", async () => {
    const home = await get("/__wechat/");
    for (const user of DEMO_USERS) expect(home.text).toContain(user.nickname);
    const picked = await submit("/__wechat/who", { openid: me, back: "/pages/home?a=1" });
    expect([picked.status, picked.location]).toEqual([303, "/pages/home?a=1"]);
    expect(picked.cookie).toBe(`wx_sim_user=${me}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`);
    expect((await get("/__wechat")).location).toBe("/__wechat/");
  });

  test.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "/a\r\nSet-Cookie: x=1",
  ])("back = %j stays here", async (back) => {
    expect((await submit("/__wechat/who", { openid: me, back })).location).toBe("/__wechat/");
  });

  test("somebody new is added, becomes me, and cannot inject markup", async () => {
    const added = await submit("/__wechat/users", { nickname: '<b>新&"朋友"', avatar: "9", back: "/" });
    expect(added.status).toBe(303);
    const openid = /wx_sim_user=([0-9A-Za-z]+)/.exec(added.cookie ?? "")?.[1] ?? "";
    const home = await get("/__wechat/", openid);
    expect(home.text).toContain("&#60;b&#62;新&#38;");
    expect(home.text).not.toContain("<b>新");
    expect(JSON.parse((await get("/__wechat/client/me", openid)).text)).toEqual({
      openid,
      nickname: '<b>新&"朋友"',
      avatar: "/__wechat/avatars/9.svg",
    });
    expect((await submit("/__wechat/users", { nickname: " ", back: "/" })).status).toBe(400);
  });

  test("twelve drawn avatars, no thirteenth", async () => {
    for (let number = 1; number <= 12; number += 1) {
      const avatar = await get(`/__wechat/avatars/${number}.svg`);
      expect([avatar.status, avatar.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
      expect(avatar.text).toMatch(/^<svg xmlns/);
    }
    expect((await get("/__wechat/avatars/13.svg")).status).toBe(404);
    expect((await get("/__wechat/avatars/0.svg")).status).toBe(404);
  });
});

describe("client calls", () => {
  const call = async (name: string, body: object, openid?: string) => {
    const answer = await fetch(`${sim.url}/__wechat/client/${name}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: openid === undefined ? {} : cookie(openid),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  test("login needs a user and gives a code", async () => {
    expect(await call("login", {})).toEqual({ status: 401, body: { need_user: true } });
    expect(await call("login", {}, "oNobody")).toEqual({ status: 401, body: { need_user: true } });
    expect((await get("/__wechat/client/me")).text).toBe("{}");
    const { status, body } = await call("login", {}, me);
    expect([status, typeof body["code"]]).toEqual([200, "string"]);
  });

  test("subscribe grants one accept each and refuses unknown or too many templates", async () => {
    const all = Object.values(DEMO_TEMPLATES).map((template) => template.template_id);
    const ids = all.slice(0, 5);
    const { body } = await call("subscribe", { tmplIds: ids }, me);
    expect(body).toEqual({
      errMsg: "requestSubscribeMessage:ok",
      ...Object.fromEntries(ids.map((id) => [id, "accept"])),
    });
    expect((await call("subscribe", { tmplIds: [] }, me)).body).toMatchObject({ errCode: 10001 });
    expect((await call("subscribe", { tmplIds: ["none"] }, me)).body).toMatchObject({ errCode: 20001 });
    expect((await call("subscribe", { tmplIds: all }, me)).body).toMatchObject({
      errCode: 20003,
    });
    expect((await call("subscribe", { tmplIds: ids })).status).toBe(401);
  });
});

describe("cashier", () => {
  test("asks who I am first and comes back", async () => {
    const { form } = await payParameters();
    const answer = await get(cashier(form));
    expect(answer.location).toBe(`/__wechat/who?back=${encodeURIComponent(cashier(form))}`);
  });

  test("shows amount and goods, pays once on a double tap", async () => {
    const { form, out_trade_no } = await payParameters(
      {},
      { amount: { total: 12805 }, description: "花茶<1>" },
    );
    const shown = await get(cashier(form), me);
    expect(shown.text).toContain('<span class="int">128</span><span class="fen">.05</span>');
    expect(shown.text).toContain("花茶&#60;1&#62;");
    const taps = await Promise.all([1, 2].map(() => submit("/__wechat/cashier/pay", form, me)));
    expect(taps.map((tap) => tap.location)).toEqual(["/orders?id=1&pay=success", "/orders?id=1&pay=success"]);
    const { callbacks, orders } = await sim.control.state();
    expect(callbacks.filter((entry) => entry.subject === out_trade_no)).toHaveLength(1);
    expect(orders.find((entry) => entry.out_trade_no === out_trade_no)).toMatchObject({
      state: "SUCCESS",
      paid_by: me,
    });
    expect((await get(cashier(form), me)).text).toContain("该订单已支付");
  });

  test("cancel changes nothing", async () => {
    const { form, out_trade_no } = await payParameters();
    expect((await submit("/__wechat/cashier/cancel", form, me)).location).toBe("/orders?id=1&pay=cancel");
    const order = (await sim.control.state()).orders.find((entry) => entry.out_trade_no === out_trade_no);
    expect(order?.state).toBe("NOTPAY");
  });

  const wrong: [string, Record<string, string>, string][] = [
    ["another paySign", { paySign: "AAAA" }, "支付验证签名失败"],
    ["another appId", { appId: "wx0000000000000000" }, "支付参数有误"],
    ["milliseconds", { timeStamp: "1554208460000" }, "支付参数有误"],
    ["MD5", { signType: "MD5" }, "支付参数有误"],
    ["no prepay id", { package: "prepay_id=" }, "支付参数有误"],
    ["an unknown prepay id", { package: "prepay_id=wx201410272009395522657a690389285100" }, "支付参数有误"],
    ["a long nonce", { nonceStr: "n".repeat(33) }, "支付参数有误"],
  ];
  test.each(wrong)("%s is refused before and at paying", async (_name, change, words) => {
    const { form, out_trade_no } = await payParameters(change);
    const shown = await get(cashier(form), me);
    expect(shown.text).toContain(words);
    expect(shown.text).toContain('href="/orders?id=1&#38;pay=fail"');
    expect((await submit("/__wechat/cashier/pay", form, me)).text).toContain(words);
    const order = (await sim.control.state()).orders.find((entry) => entry.out_trade_no === out_trade_no);
    expect(order?.state).toBe("NOTPAY");
  });

  test("a changed package does not pass under the old signature", async () => {
    const { form } = await payParameters();
    const cheap = await payParameters();
    const mixed = { ...form, package: cheap.form.package };
    expect((await get(cashier(mixed), me)).text).toContain("支付验证签名失败");
  });

  test("another user, a closed order and an expired prepay are refused in WeChat's words", async () => {
    const { form, out_trade_no } = await payParameters();
    expect((await get(cashier(form), other)).text).toContain("下单账号与支付账号不一致");
    expect((await submit("/__wechat/cashier/pay", form, other)).text).toContain("下单账号与支付账号不一致");
    const { mchid } = sim.credentials;
    await send(sim.url, sim.credentials, "POST", `/v3/pay/transactions/out-trade-no/${out_trade_no}/close`, {
      mchid,
    });
    expect((await get(cashier(form), me)).text).toContain("该订单已关闭");
    const late = await payParameters();
    await sim.control.advanceClock(2 * 3600_000 + 1000);
    expect((await get(cashier(late.form), me)).text).toContain("支付会话已失效");
  });

  test.each([
    ["/orders", "/orders?pay=success"],
    ["/orders?id=1&pay=cancel", "/orders?id=1&pay=success"],
    ["/orders?payment=1#top", "/orders?payment=1&pay=success#top"],
    ["/#/pages/order?id=1", "/#/pages/order?id=1&pay=success"],
    ["/h5/?a=1#/pages/order", "/h5/?a=1#/pages/order?pay=success"],
  ])("back %s becomes %s", (back, result) => {
    expect(withPayResult(back, "success")).toBe(result);
  });
});

describe("inbox", () => {
  async function message(page: string) {
    const { appid, secret } = sim.credentials;
    const body = JSON.stringify({ grant_type: "client_credential", appid, secret });
    const token = (await (
      await fetch(`${sim.url}/cgi-bin/stable_token`, { method: "POST", body })
    ).json()) as {
      access_token: string;
    };
    const { template_id } = DEMO_TEMPLATES.order_shipped;
    await sim.control.acceptTemplate(other, template_id);
    const data = {
      character_string1: { value: "BY1" },
      thing2: { value: "花茶<b>" },
      thing3: { value: "顺丰速运" },
      character_string4: { value: "SF1" },
      time5: { value: "10:05" },
    };
    await fetch(`${sim.url}/cgi-bin/message/subscribe/send?access_token=${token.access_token}`, {
      method: "POST",
      body: JSON.stringify({ touser: other, template_id, page, data }),
    });
    return (await sim.control.messages(other))[0]?.id ?? 0;
  }

  test("cards newest first, opened by their page, read one by one or all at once", async () => {
    expect((await get("/__wechat/inbox")).location).toBe("/__wechat/who?back=/__wechat/inbox");
    expect((await get("/__wechat/inbox", other)).text).toContain("还没有服务通知");
    const [first, second] = [await message("pages/order/detail?id=1"), await message("")];
    const page = await get("/__wechat/inbox", other);
    expect(page.text.indexOf(`value="${second}"`)).toBeLessThan(page.text.indexOf(`value="${first}"`));
    expect(page.text).toContain("花茶&#60;b&#62;");
    const stranger = await submit("/__wechat/inbox/open", { id: String(first) }, me);
    expect(stranger.location).toBe("/__wechat/inbox");
    const opened = await submit("/__wechat/inbox/open", { id: String(first) }, other);
    expect(opened.location).toBe("/pages/order/detail?id=1");
    await sim.control.setPagePrefix("/#/");
    expect((await submit("/__wechat/inbox/open", { id: String(first) }, other)).location).toBe(
      "/#/pages/order/detail?id=1",
    );
    const unread = async () =>
      (await sim.control.messages(other)).filter((entry) => entry.read_at === null).map((entry) => entry.id);
    expect(await unread()).toEqual([second]);
    await submit("/__wechat/inbox/read", {}, other);
    expect(await unread()).toEqual([]);
  });
});
