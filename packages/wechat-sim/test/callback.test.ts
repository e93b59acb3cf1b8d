import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { seal } from "../src/aead.ts";
import { RETRY_WAITS_MS } from "../src/callback/scheduler.ts";
import { DEMO_USERS } from "../src/index.ts";
import {
  openCallback,
  openSealed,
  prepayBody,
  type Receiver,
  rsaVerify,
  send,
  startReceiver,
} from "./merchant.ts";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

let sim: ScratchSimulator;
let receiver: Receiver;
const openid = DEMO_USERS[2]?.openid ?? "";

beforeAll(async () => {
  sim = await scratchSimulator();
  receiver = await startReceiver();
});
afterEach(async () => {
  await sim.control.clearFaults();
  receiver.answer = () => 204;
  await sim.control.advanceClock(6 * 3600_000);
  await sim.control.pump();
  receiver.received.length = 0;
});
afterAll(async () => {
  await receiver.close();
  await sim.remove();
});

/** Orders and pays; returns the number. The callback is on its way at once. */
async function pay(change: object = {}, before?: (no: string) => Promise<void>): Promise<string> {
  const body = prepayBody(sim.credentials, openid, { notify_url: receiver.url, ...change });
  await send(sim.url, sim.credentials, "POST", "/v3/pay/transactions/jsapi", body);
  await before?.(body.out_trade_no);
  expect((await sim.control.pay({ out_trade_no: body.out_trade_no })).result).toBe("success");
  return body.out_trade_no;
}

const record = async (no: string) => (await sim.control.callbacks()).find((entry) => entry.subject === no);

test("the official AES-GCM vector, both ways", () => {
  const [key, nonce, aad, ciphertext] = [
    "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb",
    "uluk4a9R25RW",
    "associatedData",
    "ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=",
  ];
  expect(seal(key, nonce, aad, "message")).toBe(ciphertext);
  expect(openSealed(key, nonce, aad, ciphertext)).toBe("message");
});

test("a payment callback verifies, decrypts and equals the query", async () => {
  const no = await pay({ attach: "附加数据" });
  await sim.control.pump();
  const { envelope, plain } = openCallback(sim.credentials, receiver.received[0] as never);
  expect(envelope).toMatchObject({
    event_type: "TRANSACTION.SUCCESS",
    resource_type: "encrypt-resource",
    resource: { original_type: "transaction", algorithm: "AEAD_AES_256_GCM" },
  });
  expect(Buffer.from(envelope.resource.nonce)).toHaveLength(12);
  const target = `/v3/pay/transactions/out-trade-no/${no}?mchid=${sim.credentials.mchid}`;
  expect(plain).toEqual((await send(sim.url, sim.credentials, "GET", target)).body);
  expect(receiver.received[0]?.headers["wechatpay-serial"]).toBe(sim.credentials.wechatpay_public_key_id);
  expect((await record(no))?.state).toBe("delivered");
});

test("the timer delivers without being pumped", async () => {
  await pay();
  await expect.poll(() => receiver.received.length, { timeout: 3000 }).toBe(1);
});

test("amount_override and payer_override reach the callback", async () => {
  const body = prepayBody(sim.credentials, openid, { notify_url: receiver.url });
  await send(sim.url, sim.credentials, "POST", "/v3/pay/transactions/jsapi", body);
  const other = DEMO_USERS[3]?.openid ?? "";
  await sim.control.pay({ out_trade_no: body.out_trade_no, amount_override: 1, payer_override: other });
  await sim.control.pump();
  const { plain } = openCallback(sim.credentials, receiver.received[0] as never);
  expect([plain.amount.total, plain.payer.openid]).toEqual([1, other]);
});

describe("retries", () => {
  test("the schedule is WeChat's: 16 sendings over 24 h 4 min, same id, sealed afresh", async () => {
    receiver.answer = () => 500;
    const no = await pay();
    await sim.control.pump();
    const waits = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600];
    expect(RETRY_WAITS_MS).toEqual(waits.map((seconds) => seconds * 1000));
    for (const [index, seconds] of waits.entries()) {
      await sim.control.advanceClock(seconds * 1000 - 10_000);
      await sim.control.pump();
      expect(receiver.received, `before wait ${index}`).toHaveLength(index + 1);
      await sim.control.advanceClock(10_000);
      await sim.control.pump();
      expect(receiver.received, `after wait ${index}`).toHaveLength(index + 2);
    }
    expect((await record(no))?.state).toBe("exhausted");
    await sim.control.advanceClock(48 * 3600_000);
    await sim.control.pump();
    expect(receiver.received).toHaveLength(16);
    const envelopes = receiver.received.map((entry) => JSON.parse(entry.body));
    expect(new Set(envelopes.map((entry) => entry.id)).size).toBe(1);
    expect(new Set(envelopes.map((entry) => entry.resource.nonce)).size).toBe(16);
    receiver.answer = () => 200;
    await sim.control.resend(envelopes[0].id);
    await sim.control.pump();
    expect((await record(no))?.state).toBe("delivered");
    await expect(sim.control.resend("nobody")).rejects.toThrow("no callback");
  });

  test.each([
    [200, "delivered"],
    [204, "delivered"],
    [201, "pending"],
    [302, "pending"],
    [401, "pending"],
    [500, "pending"],
  ])("an answer %i leaves the notice %s", async (status, state) => {
    receiver.answer = () => status;
    const no = await pay();
    await sim.control.pump();
    const entry = await record(no);
    expect([entry?.state, entry?.attempts[0]?.status]).toEqual([state, status]);
  });

  test("no answer within 5 s counts as failed", async () => {
    receiver.answer = () => undefined;
    const no = await pay();
    await sim.control.pump();
    const entry = await record(no);
    expect(entry?.state).toBe("pending");
    expect(entry?.attempts[0]?.status).toBeNull();
    expect(entry?.attempts[0]?.took_ms).toBeGreaterThanOrEqual(4900);
    expect(entry?.attempts[0]?.took_ms).toBeLessThan(9000);
  }, 15_000);

  test("an address elsewhere is never called, and the log says so", async () => {
    const no = await pay({ notify_url: "https://shop.example.com/notify" });
    await sim.control.pump();
    const entry = await record(no);
    expect([entry?.state, entry?.attempts]).toEqual(["refused", []]);
    expect(sim.lines.some((line) => line.includes("not a loopback address"))).toBe(true);
  });

  test("timeScale compresses the waits", async () => {
    const fast = await scratchSimulator({ timeScale: 100 });
    try {
      let calls = 0;
      receiver.answer = () => (++calls < 4 ? 500 : 204);
      const body = prepayBody(fast.credentials, openid, { notify_url: receiver.url });
      await send(fast.url, fast.credentials, "POST", "/v3/pay/transactions/jsapi", body);
      const started = Date.now();
      await fast.control.pay({ out_trade_no: body.out_trade_no });
      await expect.poll(() => calls, { timeout: 5000, interval: 20 }).toBe(4);
      // 15 s + 15 s + 30 s, a hundred times faster.
      expect(Date.now() - started).toBeGreaterThanOrEqual(590);
    } finally {
      await fast.remove();
    }
  });
});

describe("faults of callbacks", () => {
  test("drop_callback: nothing comes until resend", async () => {
    const no = await pay({}, (number) => sim.control.setFault({ name: "drop_callback", match: number }));
    await sim.control.advanceClock(3600_000);
    await sim.control.pump();
    expect(receiver.received).toHaveLength(0);
    const entry = await record(no);
    expect(entry?.state).toBe("dropped");
    await sim.control.resend(entry?.id ?? "");
    await sim.control.pump();
    expect(receiver.received).toHaveLength(1);
  });

  test("duplicate_callback: the same notice twice at the same moment", async () => {
    await pay({}, (number) => sim.control.setFault({ name: "duplicate_callback", match: number }));
    await sim.control.pump();
    const ids = receiver.received.map((entry) => openCallback(sim.credentials, entry).envelope.id);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test("reorder_callbacks: the later notice arrives first", async () => {
    const first = await pay({}, (number) =>
      sim.control.setFault({ name: "reorder_callbacks", match: number }),
    );
    const second = await pay();
    await sim.control.pump();
    const order = receiver.received.map((entry) => openCallback(sim.credentials, entry).plain.out_trade_no);
    expect(order).toEqual([second, first]);
  });

  test("delay_callback: the first try comes later", async () => {
    await pay({}, (number) =>
      sim.control.setFault({ name: "delay_callback", match: number, delay_ms: 120_000 }),
    );
    await sim.control.pump();
    expect(receiver.received).toHaveLength(0);
    await sim.control.advanceClock(120_000);
    await sim.control.pump();
    expect(receiver.received).toHaveLength(1);
  });

  test.each([
    ["bad_signature_callback", "bad signature"],
    ["stale_callback", "stale"],
  ] as const)("%s: one try must be refused, the true one follows", async (name, reason) => {
    receiver.answer = (entry) => {
      try {
        openCallback(sim.credentials, entry);
        return 204;
      } catch {
        return 401;
      }
    };
    const no = await pay({}, (number) => sim.control.setFault({ name, match: number }));
    await sim.control.pump();
    expect(() => openCallback(sim.credentials, receiver.received[0] as never)).toThrow(reason);
    expect((await record(no))?.state).toBe("pending");
    await sim.control.advanceClock(15_000);
    await sim.control.pump();
    expect(openCallback(sim.credentials, receiver.received[1] as never).plain.out_trade_no).toBe(no);
    const entry = await record(no);
    expect([entry?.state, entry?.attempts.map((attempt) => attempt.status)]).toEqual([
      "delivered",
      [401, 204],
    ]);
  });

  test("a forged try stays undelivered even when the merchant takes it", async () => {
    const no = await pay({}, (number) =>
      sim.control.setFault({ name: "bad_signature_callback", match: number }),
    );
    await sim.control.pump();
    expect((await record(no))?.state).toBe("pending");
  });

  test("mixed_serial: signed by the platform certificate", async () => {
    const no = await pay({}, (number) => sim.control.setFault({ name: "mixed_serial", match: number }));
    await sim.control.pump();
    const entry = receiver.received[0];
    expect(entry?.headers["wechatpay-serial"]).toBe(sim.credentials.platform_serial);
    expect(openCallback(sim.credentials, entry as never).plain.out_trade_no).toBe(no);
  });
});

describe("signature probes", () => {
  test.each([
    [401, true],
    [500, true],
    [204, false],
    [302, false],
  ])("an answer %i is recorded as refused: %s", async (status, refused) => {
    receiver.answer = () => status;
    const probe = await sim.control.sendSignTest(receiver.url);
    expect([probe.status, probe.refused]).toEqual([status, refused]);
    const headers = receiver.received[0]?.headers ?? {};
    const signature = String(headers["wechatpay-signature"]);
    expect(signature.startsWith("WECHATPAY/SIGNTEST/")).toBe(true);
    const text = `${headers["wechatpay-timestamp"]}\n${headers["wechatpay-nonce"]}\n${receiver.received[0]?.body}\n`;
    expect(rsaVerify(sim.credentials.wechatpay_public_key_pem, text, signature)).toBe(false);
    expect((await sim.control.probes()).at(-1)).toEqual(probe);
  });

  test("one may go out before a callback, and none ever leaves this machine", async () => {
    await pay({}, (number) => sim.control.setFault({ name: "signtest_probe", match: number }));
    await sim.control.pump();
    const kinds = receiver.received.map((entry) => String(entry.headers["wechatpay-signature"]).slice(0, 9));
    expect(kinds[0]).toBe("WECHATPAY");
    expect(kinds).toHaveLength(2);
    await expect(sim.control.sendSignTest("https://example.com/x")).rejects.toThrow("loopback");
  });
});
