import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, expect, test } from "vitest";
import {
  connectControl,
  DEMO_TEMPLATES,
  DEMO_USERS,
  readCredentials,
  type SimulatorControl,
  startSimulator,
} from "../src/index.ts";
import { freshNumber, openCallback, prepayBody, send, startReceiver, transferBody } from "./merchant.ts";
import { scratchDir } from "./scratch.ts";

const scratch = scratchDir();
const MAIN = join(import.meta.dirname, "../src/main.ts");
const openid = DEMO_USERS[0]?.openid ?? "";
let child: ChildProcess | undefined;

afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});
afterAll(() => scratch.remove());

async function start(): Promise<{ url: string; control: SimulatorControl }> {
  const started = spawn(process.execPath, [MAIN, "--data", scratch.dir, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = started;
  const [line] = (await once(createInterface(started.stdout), "line")) as [string];
  const ready = JSON.parse(line) as { ready: boolean; port: number };
  expect(ready.ready).toBe(true);
  const url = `http://127.0.0.1:${ready.port}`;
  return { url, control: connectControl(url) };
}

async function kill(signal: NodeJS.Signals): Promise<number | null> {
  child?.kill(signal);
  const [code] = (await once(child as ChildProcess, "exit")) as [number | null];
  return code;
}

test("everything acknowledged is there after kill -9", async () => {
  const credentials = readCredentials(scratch.dir);
  expect(statSync(join(scratch.dir, "credentials.json")).mode & 0o777).toBe(0o600);
  const receiver = await startReceiver();
  receiver.answer = () => 500;
  let { url, control } = await start();
  const post = (target: string, body: object) => send(url, credentials, "POST", target, body);

  const paid = prepayBody(credentials, openid, { notify_url: receiver.url });
  const open = prepayBody(credentials, openid);
  await post("/v3/pay/transactions/jsapi", paid);
  const { prepay_id } = (await post("/v3/pay/transactions/jsapi", open)).body;
  await control.pay({ out_trade_no: paid.out_trade_no });
  const refund = {
    out_trade_no: paid.out_trade_no,
    out_refund_no: freshNumber("R"),
    amount: { refund: 100, total: 12800, currency: "CNY" },
  };
  await control.setFault({ name: "refund_processing" });
  await post("/v3/refund/domestic/refunds", refund);
  await control.setFault({ name: "refund_abnormal", times: 7 });
  await control.setFault({ name: "transfer_fail", match: "nobody", reason: "NAME_NOT_CORRECT" });
  await control.setTransferRules({ single_max: 30_000 });
  const bill = transferBody(credentials, openid, { transfer_amount: 25_000 });
  const { package_info } = (await post("/v3/fund-app/mch-transfer/transfer-bills", bill)).body;
  await control.topUpMerchant(1);
  const friend = await control.addUser({ nickname: "新朋友" });
  const code = await control.login(friend.openid);
  const { template_id } = DEMO_TEMPLATES.refund_arrived;
  await control.acceptTemplate(openid, template_id, 2);
  const { appid, secret } = credentials;
  const askToken = async () => {
    const body = JSON.stringify({ grant_type: "client_credential", appid, secret });
    const answer = await fetch(`${url}/cgi-bin/stable_token`, { method: "POST", body });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const token = await askToken();
  const sendMessage = async () => {
    const data = {
      character_string1: { value: "BY1" },
      amount2: { value: "¥1.00" },
      thing3: { value: "不想要了" },
      time4: { value: "10:05" },
    };
    const body = JSON.stringify({ touser: openid, template_id, data });
    const answer = await fetch(`${url}/cgi-bin/message/subscribe/send?access_token=${token}`, {
      method: "POST",
      body,
    });
    return ((await answer.json()) as { errcode: number }).errcode;
  };
  expect(await sendMessage()).toBe(0);
  await control.advanceClock(3600_000);
  await control.pump();
  const nonce = freshNumber("nonce");
  expect((await send(url, credentials, "POST", "/v3/pay/transactions/jsapi", open, { nonce })).status).toBe(
    200,
  );
  const before = await control.state();
  const tries = receiver.received.length;
  expect(tries).toBeGreaterThan(0);

  await kill("SIGKILL");
  ({ url, control } = await start());

  const after = await control.state();
  expect(after.now_ms - before.now_ms).toBeGreaterThanOrEqual(0);
  for (const part of [
    "users",
    "orders",
    "refunds",
    "transfers",
    "merchant_balance",
    "transfer_rules",
    "faults",
  ] as const)
    expect(after[part], part).toEqual(before[part]);
  expect(readCredentials(scratch.dir)).toEqual(credentials);
  expect((await send(url, credentials, "POST", "/v3/pay/transactions/jsapi", open, { nonce })).status).toBe(
    401,
  );
  expect(await askToken()).toBe(token);
  expect([await sendMessage(), await sendMessage()]).toEqual([0, 43101]);
  expect((await control.messages(openid)).map((message) => message.title)).toEqual(["退款到账", "退款到账"]);
  const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: "authorization_code" });
  const late = await fetch(`${url}/sns/jscode2session?${query}`);
  expect(await late.json()).toMatchObject({ errcode: 40029 });
  expect(await control.pay({ prepay_id })).toMatchObject({ result: "success" });
  expect(await control.confirmTransfer({ package_info })).toMatchObject({ result: "success" });
  receiver.answer = () => 204;
  await control.advanceClock(24 * 3600_000);
  await control.pump();
  const redelivered = openCallback(credentials, receiver.received[tries] as never);
  expect(redelivered.plain.out_trade_no).toBe(paid.out_trade_no);
  expect(redelivered.envelope.id).toBe(JSON.parse(receiver.received[0]?.body ?? "{}").id);
  await receiver.close();
});

test("a try cut off by kill -9 is made again", async () => {
  const credentials = readCredentials(scratch.dir);
  const receiver = await startReceiver();
  receiver.answer = () => undefined;
  let { url, control } = await start();
  const body = prepayBody(credentials, openid, { notify_url: receiver.url });
  await send(url, credentials, "POST", "/v3/pay/transactions/jsapi", body);
  await control.pay({ out_trade_no: body.out_trade_no });
  await expect.poll(() => receiver.received.length).toBe(1);
  await kill("SIGKILL");
  receiver.answer = () => 204;
  ({ url, control } = await start());
  await expect.poll(() => receiver.received.length, { timeout: 5000 }).toBe(2);
  await control.pump();
  expect((await control.callbacks()).at(-1)?.state).toBe("delivered");
  await receiver.close();
});

test("SIGTERM ends it at once, with code 0, even while a merchant keeps it waiting", async () => {
  const credentials = readCredentials(scratch.dir);
  const receiver = await startReceiver();
  receiver.answer = () => undefined;
  const { url, control } = await start();
  const body = prepayBody(credentials, openid, { notify_url: receiver.url });
  await send(url, credentials, "POST", "/v3/pay/transactions/jsapi", body);
  await control.pay({ out_trade_no: body.out_trade_no });
  await expect.poll(() => receiver.received.length).toBe(1);
  const started = Date.now();
  expect(await kill("SIGTERM")).toBe(0);
  expect(Date.now() - started).toBeLessThan(4000);
  await receiver.close();
});

test("a store from before transfers is opened and goes on", async () => {
  const old = scratchDir();
  const database = new DatabaseSync(join(old.dir, "wechat.sqlite"));
  database.exec(`create table fault (sequence integer primary key autoincrement, name text not null,
    match text not null, remaining integer not null, delay_ms integer);
    insert into fault (name, match, remaining) values ('code_busy', '', 2)`);
  database.close();
  const simulator = await startSimulator({ dataDir: old.dir });
  await simulator.control.setFault({ name: "transfer_fail", reason: "NAME_NOT_CORRECT" });
  expect((await simulator.control.state()).faults).toMatchObject([
    { name: "code_busy", remaining: 2, reason: null },
    { name: "transfer_fail", remaining: 1, reason: "NAME_NOT_CORRECT" },
  ]);
  await simulator.close();
  old.remove();
});

test("two readers of an empty directory get the same credentials", async () => {
  const other = scratchDir();
  const read = `import { readCredentials } from ${JSON.stringify(join(import.meta.dirname, "../src/credentials.ts"))}; console.log(JSON.stringify(readCredentials(process.argv[1])));`;
  const outputs = await Promise.all(
    [1, 2, 3].map(async () => {
      const reader = spawn(process.execPath, ["--input-type=module-typescript", "-e", read, other.dir], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const parts: Buffer[] = [];
      reader.stdout.on("data", (part: Buffer) => parts.push(part));
      await once(reader, "close");
      return Buffer.concat(parts).toString("utf8").trim();
    }),
  );
  expect(new Set(outputs).size).toBe(1);
  expect(JSON.parse(outputs[0] ?? "")).toEqual(readCredentials(other.dir));
  expect(outputs[0]).not.toContain("platform_private_key_pem");
  other.remove();
});
