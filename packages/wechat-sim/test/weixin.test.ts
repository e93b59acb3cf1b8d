import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectControl, DEMO_TEMPLATES, DEMO_USERS } from "../src/index.ts";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

let sim: ScratchSimulator;
const openid = DEMO_USERS[5]?.openid ?? "";
const PAID = DEMO_TEMPLATES.order_paid.template_id;

beforeAll(async () => {
  sim = await scratchSimulator();
});
afterAll(() => sim.remove());

type Body = Record<string, unknown>;

async function session(change: Record<string, string> = {}): Promise<Body> {
  const { appid, secret } = sim.credentials;
  const query = { appid, secret, js_code: "none", grant_type: "authorization_code", ...change };
  const answer = await fetch(`${sim.url}/sns/jscode2session?${new URLSearchParams(query)}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Body;
}

async function stableToken(body: Body | string, method = "POST"): Promise<Body> {
  const answer = await fetch(`${sim.url}/cgi-bin/stable_token`, {
    method,
    ...(method === "POST" ? { body: typeof body === "string" ? body : JSON.stringify(body) } : {}),
  });
  return (await answer.json()) as Body;
}

async function accessToken(): Promise<string> {
  const { appid, secret } = sim.credentials;
  return String((await stableToken({ grant_type: "client_credential", appid, secret }))["access_token"]);
}

const LINES = {
  character_string1: { value: "BY2026112400001" },
  thing2: { value: "古树普洱熟茶饼 等3件" },
  amount3: { value: "¥128.80" },
  time4: { value: "2026年11月24日 10:05" },
};

async function sendMessage(change: Body = {}, token?: string): Promise<Body> {
  const text = token ?? (await accessToken());
  const answer = await fetch(`${sim.url}/cgi-bin/message/subscribe/send?access_token=${text}`, {
    method: "POST",
    body: JSON.stringify({
      touser: openid,
      template_id: PAID,
      page: "pages/order/detail?id=1",
      data: LINES,
      ...change,
    }),
  });
  return (await answer.json()) as Body;
}

describe("code2Session", () => {
  const cases: [string, Record<string, string>, number][] = [
    ["another appid", { appid: "wx0" }, 40013],
    ["another secret", { secret: "x" }, 40125],
    ["another grant type", { grant_type: "client_credential" }, 40002],
    ["no code", { js_code: "" }, 41008],
    ["an unknown code", {}, 40029],
  ];
  test.each(cases)("%s", async (_name, change, errcode) => {
    const answer = await session(change);
    expect(answer["errcode"]).toBe(errcode);
    expect(answer["errmsg"]).toMatch(/ rid: [0-9a-f-]+$/);
  });

  test("gives openid, unionid and a 16 byte session key; faults come first", async () => {
    const code = await sim.control.login(openid);
    await sim.control.setFault({ name: "code_busy" });
    expect(await session({ js_code: code })).toMatchObject({ errcode: -1 });
    await sim.control.setFault({ name: "rate_limit_429" });
    expect(await session({ js_code: code })).toMatchObject({ errcode: 45011 });
    const answer = await session({ js_code: code });
    expect(answer).toMatchObject({ openid, unionid: DEMO_USERS[5]?.unionid });
    expect(Buffer.from(String(answer["session_key"]), "base64")).toHaveLength(16);
    expect(openid).toMatch(/^oDemo[0-9A-Za-z]{23}$/);
  });

  test("of two at the same moment one wins", async () => {
    const code = await sim.control.login(openid);
    const answers = await Promise.all([session({ js_code: code }), session({ js_code: code })]);
    expect(answers.map((answer) => answer["errcode"] ?? 0).sort()).toEqual([0, 40163]);
  });
});

describe("stable_token", () => {
  test("refusals", async () => {
    const { appid, secret } = sim.credentials;
    const good = { grant_type: "client_credential", appid, secret };
    const code = async (body: Body | string, method?: string) => (await stableToken(body, method))["errcode"];
    expect(await code({ ...good, appid: "wx0" })).toBe(40013);
    expect(await code({ ...good, secret: "x" })).toBe(40125);
    expect(await code({ ...good, grant_type: "x" })).toBe(40002);
    expect(await code({ ...good, force_refresh: "true" })).toBe(47001);
    expect(await code({ ...good, extra: 1 })).toBe(47001);
    expect(await code("grant_type=client_credential")).toBe(47001);
    expect(await code(good, "GET")).toBe(43002);
  });
});

describe("subscribe message", () => {
  test("one accept is one message, kept in the inbox newest first", async () => {
    expect(await sendMessage()).toMatchObject({ errcode: 43101 });
    await sim.control.acceptTemplate(openid, PAID, 2);
    expect(await sendMessage()).toMatchObject({ errcode: 0 });
    expect(await sendMessage({ page: "pages/two" })).toMatchObject({ errcode: 0 });
    expect(await sendMessage()).toMatchObject({ errcode: 43101 });
    const messages = await sim.control.messages(openid);
    expect(messages.map((message) => [message.title, message.page])).toEqual([
      ["订单支付成功", "pages/two"],
      ["订单支付成功", "pages/order/detail?id=1"],
    ]);
    expect(messages[0]?.lines[1]).toEqual({
      key: "thing2",
      label: "商品名称",
      value: "古树普洱熟茶饼 等3件",
    });
  });

  const fields: [string, string, boolean][] = [
    ["thing1", "二十个字二十个字二十个字二十个字二十个字", true],
    ["thing1", "二十一个字二十一个字二十一个字二十一个字多", false],
    ["thing1", "", false],
    ["thing1", "  ", false],
    ["character_string1", "A-1_b 9", true],
    ["character_string1", "单号1", false],
    ["character_string1", "A".repeat(33), false],
    ["number1", "-12.5", true],
    ["number1", "12件", false],
    ["letter1", "abc", true],
    ["letter1", "a1", false],
    ["symbol1", "+-*/", true],
    ["symbol1", "ab", false],
    ["phrase1", "已发货", true],
    ["phrase1", "已经发货了吧", false],
    ["phrase1", "OK", false],
    ["amount1", "¥1234567890.12元", true],
    ["amount1", "128元", true],
    ["amount1", "12345678901", false],
    ["amount1", "一百元", false],
    ["phone_number1", "+86-138-0000-0000", true],
    ["phone_number1", "138000000001380000", false],
    ["car_number1", "云A12345", true],
    ["car_number1", "云A1234567", false],
    ["name1", "阿依古丽", true],
    ["name1", "十一个汉字的名字太长了呀", false],
    ["time1", "15:01", true],
    ["time1", "2019年10月1日 15:01", true],
    ["time1", "2019-10-01 15:01", false],
    ["time1", "25:01", false],
    ["date1", "2019年10月1日", true],
    ["date1", "2019/10/1", false],
  ];
  test.each(fields)("%s takes %j: %s", async (field, value, taken) => {
    await sim.control.setTemplates([{ template_id: "T1", title: "一个字段", fields: { [field]: "字段" } }]);
    await sim.control.acceptTemplate(openid, "T1");
    const answer = await sendMessage({ template_id: "T1", data: { [field]: { value } } });
    expect(answer["errcode"]).toBe(taken ? 0 : 47003);
    if (!taken) expect(answer["errmsg"]).toContain(`data.${field}.value`);
  });

  test("refusals", async () => {
    await sim.control.acceptTemplate(openid, PAID);
    const cases: [Body, number, string][] = [
      [{ touser: "oNobody" }, 40003, "openid"],
      [{ template_id: "none" }, 40037, "template_id"],
      [{ data: { ...LINES, thing9: { value: "x" } } }, 47003, "data.thing9"],
      [{ data: { ...LINES, thing2: undefined } }, 47003, "data.thing2.value"],
      [{ data: { ...LINES, thing2: { value: 3 } } }, 47003, "data.thing2.value"],
      [{ data: [] }, 47003, "data"],
      [{ miniprogram_state: "beta" }, 47003, "miniprogram_state"],
      [{ lang: "fr" }, 47003, "lang"],
      [{ access_token: "x" }, 47001, "access_token"],
    ];
    for (const [change, errcode, word] of cases) {
      const answer = await sendMessage(change);
      expect(answer["errcode"], word).toBe(errcode);
      expect(answer["errmsg"]).toContain(word);
    }
    expect(await sendMessage({}, "")).toMatchObject({ errcode: 41001 });
    expect(await sendMessage({}, "nonsense")).toMatchObject({ errcode: 40001 });
    await sim.control.setFault({ name: "token_invalid" });
    expect(await sendMessage()).toMatchObject({ errcode: 40001 });
    expect(await sendMessage()).toMatchObject({ errcode: 0 });
  });
});

describe("control over HTTP", () => {
  test("does what the control in the process does", async () => {
    const remote = connectControl(sim.url);
    const added = await remote.addUser({ nickname: "新朋友" });
    expect(added).toMatchObject({ nickname: "新朋友", avatar: "/__wechat/avatars/7.svg" });
    expect(added.openid).toMatch(/^o[0-9A-Za-z]{27}$/);
    expect((await remote.listUsers()).map((user) => user.nickname)).toEqual([
      ...DEMO_USERS.map((user) => user.nickname),
      "新朋友",
    ]);
    expect(await session({ js_code: await remote.login(added.openid) })).toMatchObject({
      openid: added.openid,
    });
    const before = (await remote.state()).now_ms;
    expect((await remote.advanceClock(60_000)).now_ms - before).toBeGreaterThanOrEqual(60_000);
    await remote.setFault({ name: "code_busy", times: 3 });
    expect((await sim.control.state()).faults).toMatchObject([{ name: "code_busy", remaining: 3 }]);
    await remote.clearFaults();
    await remote.acceptTemplate(added.openid, PAID);
    await remote.pump();
    expect(await remote.callbacks()).toEqual([]);
    expect(await remote.messages(added.openid)).toEqual([]);
    await expect(remote.advanceClock(-1)).rejects.toThrow("whole milliseconds");
    await expect(remote.login("oNobody")).rejects.toThrow("no user");
    await expect(remote.addUser({ nickname: "" })).rejects.toThrow("昵称");
    await expect(remote.addUser({} as never)).rejects.toThrow();
  });

  test("a page of another origin cannot call it", async () => {
    const plain = await fetch(`${sim.url}/__sim/clearFaults`, { method: "POST", body: "{}" });
    expect(plain.status).toBe(415);
    expect((await fetch(`${sim.url}/__sim/clearFaults`)).status).toBe(404);
    expect((await fetch(`${sim.url}/__sim/constructor`, { method: "POST" })).status).toBe(404);
  });
});

describe("getuserphonenumber", () => {
  const ask = async (body: unknown, token?: string): Promise<Body> => {
    const { appid, secret } = sim.credentials;
    const given =
      token ?? (await stableToken({ grant_type: "client_credential", appid, secret }))["access_token"];
    const answer = await fetch(`${sim.url}/wxa/business/getuserphonenumber?access_token=${String(given)}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Body;
  };
  const code = () => connectControl(sim.url).phoneCode(openid);

  test("a code is a number once, and the same number each time", async () => {
    const first = await code();
    const { phone_info } = await ask({ code: first });
    expect(phone_info).toMatchObject({
      purePhoneNumber: expect.stringMatching(/^138\d{8}$/),
      countryCode: 86,
      watermark: { appid: sim.credentials.appid },
    });
    expect(await ask({ code: first })).toMatchObject({ errcode: 40029 });
    expect((await ask({ code: await code() }))["phone_info"]).toMatchObject({
      purePhoneNumber: (phone_info as Body)["purePhoneNumber"],
    });
  });

  test("refuses a login code, no code, and a token that is none", async () => {
    expect(await ask({ code: await connectControl(sim.url).login(openid) })).toMatchObject({
      errcode: 40029,
    });
    expect(await ask({})).toMatchObject({ errcode: 40029 });
    expect(await ask({ code: await code() }, "nobody")).toMatchObject({ errcode: 40001 });
  });
});
