import { describe, expect, it } from "vitest";
import { createWechat } from "../src/index.ts";
import { openSealed } from "../src/pay/cipher.ts";
import {
  API_V3_KEY,
  CERTIFICATE_SERIAL,
  certificatePair,
  configFor,
  PAID,
  REFUNDED,
  seal,
  signed,
  strangerPair,
} from "./platform.ts";

const wechat = createWechat(configFor("http://127.0.0.1:9"));
const now = () => Math.floor(Date.now() / 1000);

function notice(resource: unknown, eventType = "TRANSACTION.SUCCESS"): string {
  return JSON.stringify({
    id: "EV-2018022511223320873",
    create_time: "2026-11-24T10:34:57+08:00",
    resource_type: "encrypt-resource",
    event_type: eventType,
    summary: "支付成功",
    resource,
  });
}

const refundPlain = () => {
  const { status, channel: _channel, create_time: _created, ...rest } = REFUNDED;
  return { mchid: PAID.mchid, ...rest, refund_status: status };
};

const paidBody = notice(seal(JSON.stringify(PAID), "transaction"));
const open = (headers: Record<string, string | string[] | undefined>, body: string) =>
  wechat.openCallback(headers, Buffer.from(body));

describe("genuine callbacks", () => {
  it("opens the published vector", () => {
    const sealed = {
      ciphertext: "ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=",
      nonce: "uluk4a9R25RW",
      associatedData: "associatedData",
    };
    expect(openSealed(Buffer.from(API_V3_KEY), sealed)?.toString("utf8")).toBe("message");
    expect(openSealed(Buffer.from(API_V3_KEY), { ...sealed, associatedData: "" })).toBeNull();
  });

  it("opens a payment, by either key and with any header case", () => {
    const expected = {
      kind: "payment",
      id: "EV-2018022511223320873",
      fact: { state: "SUCCESS", amountFen: 12_880n },
    };
    expect(open(signed(paidBody), paidBody)).toMatchObject(expected);
    const lower = Object.fromEntries(
      Object.entries(signed(paidBody)).map(([name, value]) => [name.toLowerCase(), value]),
    );
    expect(open(lower, paidBody)).toMatchObject(expected);
    const byCertificate = signed(paidBody, { key: certificatePair.privateKey, serial: CERTIFICATE_SERIAL });
    expect(open(byCertificate, paidBody)).toMatchObject(expected);
  });

  it("opens refunds, whose state has another name here", () => {
    for (const [event, state] of [
      ["REFUND.SUCCESS", "SUCCESS"],
      ["REFUND.ABNORMAL", "ABNORMAL"],
      ["REFUND.CLOSED", "CLOSED"],
    ] as const) {
      const body = notice(seal(JSON.stringify({ ...refundPlain(), refund_status: state }), "refund"), event);
      expect(open(signed(body), body)).toMatchObject({
        kind: "refund",
        fact: { outRefundNo: "R20261124000001", state, refundFen: 2_880n, totalFen: 12_880n },
      });
    }
  });

  it("sets aside what it does not read", () => {
    const body = notice(seal("{}", "mch_payment"), "MCHTRANSFER.BILL.FINISHED");
    expect(open(signed(body), body)).toEqual({
      kind: "ignored",
      id: "EV-2018022511223320873",
      eventType: "MCHTRANSFER.BILL.FINISHED",
    });
  });

  it("takes a signature up to just under five minutes old", () => {
    expect(open(signed(paidBody, { timestamp: now() - 290 }), paidBody).kind).toBe("payment");
    expect(open(signed(paidBody, { timestamp: now() + 290 }), paidBody).kind).toBe("payment");
  });
});

/** What is wrong · headers, given the true ones · body · the refusal. */
type Case = [
  string,
  (headers: Record<string, string>) => Record<string, string | string[] | undefined>,
  string,
  string,
];

const without = (name: string) => (headers: Record<string, string>) => ({ ...headers, [name]: undefined });
const having = (name: string, value: string | string[]) => (headers: Record<string, string>) => ({
  ...headers,
  [name]: value,
});
const resigned = (how: Parameters<typeof signed>[1]) => () => signed(paidBody, how);
const same = (headers: Record<string, string>) => headers;

const tampered: Case[] = [
  ["no headers", () => ({}), paidBody, "missing_header"],
  ["no signature", without("Wechatpay-Signature"), paidBody, "missing_header"],
  ["no serial", without("Wechatpay-Serial"), paidBody, "missing_header"],
  ["no nonce", without("Wechatpay-Nonce"), paidBody, "missing_header"],
  ["no timestamp", without("Wechatpay-Timestamp"), paidBody, "missing_header"],
  ["empty signature", having("Wechatpay-Signature", ""), paidBody, "missing_header"],
  ["two signatures", having("Wechatpay-Signature", ["a", "b"]), paidBody, "missing_header"],
  ["the same header in two cases", having("wechatpay-signature", "x"), paidBody, "missing_header"],
  [
    "wrong signature",
    having("Wechatpay-Signature", Buffer.alloc(256).toString("base64")),
    paidBody,
    "bad_signature",
  ],
  ["signature that is no base64", having("Wechatpay-Signature", "!!!"), paidBody, "bad_signature"],
  [
    "a probe",
    having("Wechatpay-Signature", `WECHATPAY/SIGNTEST/${"A".repeat(320)}=`),
    paidBody,
    "bad_signature",
  ],
  [
    "a probe around the true signature",
    (h) => ({ ...h, "Wechatpay-Signature": `WECHATPAY/SIGNTEST/${h["Wechatpay-Signature"]}` }),
    paidBody,
    "bad_signature",
  ],
  ["another nonce", having("Wechatpay-Nonce", "0"), paidBody, "bad_signature"],
  ["a stranger's key", resigned({ key: strangerPair.privateKey }), paidBody, "bad_signature"],
  ["another serial we know", having("Wechatpay-Serial", CERTIFICATE_SERIAL), paidBody, "bad_signature"],
  ["a serial we do not know", having("Wechatpay-Serial", "PUB_KEY_ID_0"), paidBody, "unknown_serial"],
  ["a serial every object has", having("Wechatpay-Serial", "__proto__"), paidBody, "unknown_serial"],
  ["signed 5 min ago", resigned({ timestamp: now() - 301 }), paidBody, "stale"],
  ["signed 5 min ahead", resigned({ timestamp: now() + 310 }), paidBody, "stale"],
  ["a timestamp in ms", resigned({ timestamp: Date.now() }), paidBody, "stale"],
  ["a timestamp that is no number", having("Wechatpay-Timestamp", "now"), paidBody, "stale"],
  [
    "a fresher timestamp",
    (h) => ({ ...h, "Wechatpay-Timestamp": String(now() + 2) }),
    paidBody,
    "bad_signature",
  ],
  ["a changed body", same, paidBody.replace("支付成功", "支付成功 "), "bad_signature"],
  ["the body written again", same, JSON.stringify(JSON.parse(paidBody), null, 1), "bad_signature"],
  ["an empty body", same, "", "bad_signature"],
];

/** Correctly signed, but with something wrong inside. */
const rotten: [string, string, string][] = [
  ["not JSON", "<xml/>", "bad_body"],
  ["an array", "[]", "bad_body"],
  ["no id", JSON.stringify({ event_type: "TRANSACTION.SUCCESS" }), "bad_body"],
  ["no resource", notice(undefined), "bad_body"],
  ["another algorithm", notice({ ...seal("{}", "transaction"), algorithm: "AES" }), "bad_ciphertext"],
  ["another APIv3 key", notice(seal(JSON.stringify(PAID), "transaction", "b".repeat(32))), "bad_ciphertext"],
  [
    "other associated data",
    notice({ ...seal(JSON.stringify(PAID), "transaction"), associated_data: "x" }),
    "bad_ciphertext",
  ],
  [
    "a short nonce",
    notice({ ...seal(JSON.stringify(PAID), "transaction"), nonce: "short" }),
    "bad_ciphertext",
  ],
  [
    "a nonce of another length, rightly used",
    notice(seal(JSON.stringify(PAID), "transaction", API_V3_KEY, "fdasflkja4848484")),
    "bad_ciphertext",
  ],
  [
    "a ciphertext shorter than its tag",
    notice({ ...seal("{}", "transaction"), ciphertext: "AAAA" }),
    "bad_ciphertext",
  ],
  ["plaintext that is not JSON", notice(seal("paid!", "transaction")), "bad_body"],
  [
    "another merchant's payment",
    notice(seal(JSON.stringify({ ...PAID, mchid: "1900000001" }), "transaction")),
    "bad_body",
  ],
  [
    "another app's payment",
    notice(seal(JSON.stringify({ ...PAID, appid: "wx0" }), "transaction")),
    "bad_body",
  ],
  ["a refund dressed as a payment", notice(seal(JSON.stringify(refundPlain()), "refund")), "bad_body"],
  [
    "another merchant's refund",
    notice(seal(JSON.stringify({ ...refundPlain(), mchid: "1900000001" }), "refund"), "REFUND.SUCCESS"),
    "bad_body",
  ],
  [
    "a refund with the name of answers",
    notice(seal(JSON.stringify(REFUNDED), "refund"), "REFUND.SUCCESS"),
    "bad_body",
  ],
];

describe("refused callbacks", () => {
  it.each(tampered)("%s", (_what, change, body, reason) => {
    expect(open(change(signed(paidBody)), body)).toEqual({ kind: "refused", reason });
  });

  it.each(rotten)("signed, but %s", (_what, body, reason) => {
    expect(open(signed(body), body)).toEqual({ kind: "refused", reason });
  });
});
