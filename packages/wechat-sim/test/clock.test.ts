import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO_USERS } from "../src/index.ts";
import { prepayBody, send } from "./merchant.ts";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

let sim: ScratchSimulator;
const openid = DEMO_USERS[4]?.openid ?? "";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

beforeAll(async () => {
  sim = await scratchSimulator();
});
afterAll(() => sim.remove());

const JSAPI = "/v3/pay/transactions/jsapi";
const advance = (ms: number) => sim.control.advanceClock(ms);

async function order(change: object = {}) {
  const body = prepayBody(sim.credentials, openid, change);
  const answer = await send(sim.url, sim.credentials, "POST", JSAPI, body);
  expect(answer.status).toBe(200);
  return { body, prepay_id: answer.body.prepay_id as string };
}

const repeat = (body: object) => send(sim.url, sim.credentials, "POST", JSAPI, body);
const state = async (no: string) =>
  (
    await send(
      sim.url,
      sim.credentials,
      "GET",
      `/v3/pay/transactions/out-trade-no/${no}?mchid=${sim.credentials.mchid}`,
    )
  ).body.trade_state;
const rfc3339 = (ms: number) => `${new Date(ms + 8 * HOUR).toISOString().slice(0, 19)}+08:00`;
const businessNow = async () => (await sim.control.state()).now_ms;

async function session(code: string) {
  const { appid, secret } = sim.credentials;
  const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: "authorization_code" });
  return (await fetch(`${sim.url}/sns/jscode2session?${query}`)).json() as Promise<Record<string, unknown>>;
}

async function token(force_refresh?: boolean) {
  const { appid, secret } = sim.credentials;
  const body = JSON.stringify({ grant_type: "client_credential", appid, secret, force_refresh });
  const answer = await fetch(`${sim.url}/cgi-bin/stable_token`, { method: "POST", body });
  return (await answer.json()) as { access_token: string; expires_in: number; errcode?: number };
}

/** The errcode a message send gives for a token: 40003 (nobody) means the token itself was good. */
async function tokenVerdict(text: string) {
  const answer = await fetch(`${sim.url}/cgi-bin/message/subscribe/send?access_token=${text}`, {
    method: "POST",
    body: JSON.stringify({ touser: "nobody", template_id: "x", data: {} }),
  });
  return ((await answer.json()) as { errcode: number }).errcode;
}

test("business time moves, signature time does not", async () => {
  await advance(3 * DAY);
  const answer = await repeat(prepayBody(sim.credentials, openid));
  expect(answer.status).toBe(200);
  const skew = Number(answer.headers.get("wechatpay-timestamp")) - Date.now() / 1000;
  expect(Math.abs(skew)).toBeLessThan(5);
  expect((await businessNow()) - Date.now()).toBeGreaterThan(3 * DAY - MINUTE);
  await expect(advance(-1)).rejects.toThrow(RangeError);
  await expect(advance(0.5)).rejects.toThrow(RangeError);
});

test("a login code is good for five minutes and once", async () => {
  const [early, late, once] = await Promise.all([1, 2, 3].map(() => sim.control.login(openid)));
  expect(await session(once ?? "")).toMatchObject({ openid, unionid: DEMO_USERS[4]?.unionid });
  expect(await session(once ?? "")).toMatchObject({ errcode: 40163 });
  await advance(5 * MINUTE - 5000);
  expect(await session(early ?? "")).toMatchObject({ openid });
  await advance(6000);
  expect(await session(late ?? "")).toMatchObject({ errcode: 40029 });
});

test("a prepay id lives two hours, and a new one pays the same order", async () => {
  const { body, prepay_id } = await order();
  await advance(2 * HOUR + 1000);
  expect(await sim.control.pay({ prepay_id })).toMatchObject({ result: "fail", reason: "prepay_expired" });
  const again = await repeat(body);
  expect(again.status).toBe(200);
  expect(await sim.control.pay({ prepay_id: again.body.prepay_id })).toMatchObject({ result: "success" });
  expect(await sim.control.pay({ prepay_id })).toMatchObject({ reason: "order_paid" });
});

test("an unpaid order is closed after seven days", async () => {
  const { body } = await order();
  await advance(7 * DAY - 5000);
  expect(await state(body.out_trade_no)).toBe("NOTPAY");
  await advance(6000);
  expect(await state(body.out_trade_no)).toBe("CLOSED");
  expect((await repeat(body)).body.code).toBe("ORDER_CLOSED");
});

test("time_expire ends paying without closing the order, and is moved into its window", async () => {
  const limited = await order({ time_expire: rfc3339((await businessNow()) + 10 * MINUTE) });
  const hasty = await order({ time_expire: rfc3339((await businessNow()) - DAY) });
  await advance(50_000);
  expect(await sim.control.pay({ prepay_id: hasty.prepay_id })).toMatchObject({ result: "success" });
  await advance(10 * MINUTE);
  expect(await sim.control.pay({ prepay_id: limited.prepay_id })).toMatchObject({ reason: "order_expired" });
  expect(await state(limited.body.out_trade_no)).toBe("NOTPAY");
  expect((await repeat(limited.body)).body.code).toBe("ORDER_CLOSED");
});

test("a token is kept until its last five minutes, then both live", async () => {
  const first = await token();
  expect(first.expires_in).toBe(7200);
  await advance(HOUR);
  const same = await token();
  expect(same.access_token).toBe(first.access_token);
  expect(same.expires_in).toBeGreaterThan(3590);
  await advance(56 * MINUTE);
  const second = await token();
  expect(second.access_token).not.toBe(first.access_token);
  expect(await tokenVerdict(first.access_token)).toBe(40003);
  expect(await tokenVerdict(second.access_token)).toBe(40003);
  await advance(4 * MINUTE);
  expect(await tokenVerdict(first.access_token)).toBe(42001);
  expect(await tokenVerdict(second.access_token)).toBe(40003);
});

test("force_refresh kills the old token, 30 s apart, twenty times a day", async () => {
  const old = await token();
  const forced = await token(true);
  expect(await tokenVerdict(old.access_token)).toBe(40001);
  expect(await tokenVerdict(forced.access_token)).toBe(40003);
  expect((await token(true)).errcode).toBe(45011);
  for (let count = 1; count < 20; count += 1) {
    await advance(30_000);
    expect((await token(true)).errcode).toBeUndefined();
  }
  await advance(30_000);
  expect((await token(true)).errcode).toBe(45009);
  await advance(DAY);
  expect((await token(true)).errcode).toBeUndefined();
});
