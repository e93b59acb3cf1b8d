import {
  constants,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  publicEncrypt,
  randomBytes,
} from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { SimulatorCredentials } from "../src/index.ts";

/** Test-side merchant: its own signing, verifying and decrypting, sharing nothing with the simulator's. */
export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** Bodies of many shapes, asserted field by field. */
  body: ReturnType<typeof JSON.parse>;
}

export interface SendOptions {
  timestamp?: number;
  nonce?: string;
  serial?: string;
  mchid?: string;
  /** What is signed instead of the body sent. */
  signedBody?: string;
  authorization?: string;
  headers?: Record<string, string>;
}

/** Signs text with a PEM private key, SHA256withRSA, base64. */
export function rsaSign(pem: string, text: string): string {
  return createSign("RSA-SHA256").update(text).sign(createPrivateKey(pem), "base64");
}

/** Checks a signature with a PEM public key. */
export function rsaVerify(pem: string, text: string, signature: string): boolean {
  return createVerify("RSA-SHA256").update(text).verify(createPublicKey(pem), signature, "base64");
}

/** Decrypts AEAD_AES_256_GCM as docs/WECHAT.md 2.6 describes it. */
export function openSealed(key: string, nonce: string, aad: string, ciphertext: string): string {
  const bytes = Buffer.from(ciphertext, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  decipher.setAuthTag(bytes.subarray(-16));
  decipher.setAAD(Buffer.from(aad));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
}

/** Sends one signed Pay v3 request. `body` may be raw text. */
export async function send(
  base: string,
  credentials: SimulatorCredentials,
  method: string,
  target: string,
  body?: object | string,
  options: SendOptions = {},
): Promise<Answered> {
  const raw = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const timestamp = options.timestamp ?? Math.floor(Date.now() / 1000);
  const nonce = options.nonce ?? randomBytes(16).toString("hex");
  const text = `${method}\n${target}\n${timestamp}\n${nonce}\n${options.signedBody ?? raw}\n`;
  const signature = rsaSign(credentials.merchant_private_key_pem, text);
  const authorization =
    options.authorization ??
    `WECHATPAY2-SHA256-RSA2048 mchid="${options.mchid ?? credentials.mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${options.serial ?? credentials.merchant_serial}"`;
  const response = await fetch(base + target, {
    method,
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      "User-Agent": "wechat-sim-test",
      "Wechatpay-Serial": credentials.wechatpay_public_key_id,
      Authorization: authorization,
      ...options.headers,
    },
    ...(raw === "" ? {} : { body: raw }),
  });
  const answer = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text: answer,
    body: answer.startsWith("{") ? JSON.parse(answer) : undefined,
  };
}

/** True when an answer carries a good signature by the key of that serial. */
export function answerIsSigned(answer: Answered, serial: string, publicPem: string): boolean {
  const header = (name: string) => answer.headers.get(`wechatpay-${name}`) ?? "";
  const text = `${header("timestamp")}\n${header("nonce")}\n${answer.text}\n`;
  return header("serial") === serial && rsaVerify(publicPem, text, header("signature"));
}

let counter = 0;

/** A fresh merchant number. */
export function freshNumber(prefix: string): string {
  counter += 1;
  return `${prefix}${Date.now()}${counter}`;
}

/** A prepay body that WeChat would take. */
export function prepayBody(credentials: SimulatorCredentials, openid: string, change: object = {}) {
  return {
    appid: credentials.appid,
    mchid: credentials.mchid,
    description: "古树普洱 一饼",
    out_trade_no: freshNumber("T"),
    notify_url: "http://127.0.0.1:9/notify",
    amount: { total: 12800, currency: "CNY" },
    payer: { openid },
    ...change,
  };
}

/** A transfer body that WeChat would take: 128.80 yuan of commission. */
export function transferBody(credentials: SimulatorCredentials, openid: string, change: object = {}) {
  return {
    appid: credentials.appid,
    out_bill_no: freshNumber("W"),
    transfer_scene_id: "1005",
    openid,
    transfer_amount: 12880,
    transfer_remark: "2026年11月佣金",
    notify_url: "http://127.0.0.1:9/notify",
    transfer_scene_report_infos: [
      { info_type: "岗位类型", info_content: "推广员" },
      { info_type: "报酬说明", info_content: "2026年11月佣金" },
    ],
    ...change,
  };
}

/** A sensitive field as docs/WECHAT.md 2.5 describes it. */
export function sealName(pem: string, name: string, oaepHash = "sha1"): string {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return publicEncrypt({ key: pem, padding, oaepHash }, Buffer.from(name)).toString("base64");
}

/** One callback as a merchant's server received it. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** Decides the answer; 204 unless set. `undefined` never answers. */
  answer: (received: Received) => number | undefined;
  close(): Promise<void>;
}

/** A merchant's callback endpoint. */
export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const received = {
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(parts).toString("utf8"),
      at: Date.now(),
    };
    receiver.received.push(received);
    const status = receiver.answer(received);
    if (status === undefined) return;
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(status === 204 ? undefined : JSON.stringify({ code: status < 300 ? "SUCCESS" : "FAIL" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`,
    received: [],
    answer: () => 204,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return receiver;
}

/** Verifies and decrypts a callback the way a careful merchant does; throws when anything is wrong. */
export function openCallback(credentials: SimulatorCredentials, received: Received) {
  const header = (name: string) => String(received.headers[`wechatpay-${name}`] ?? "");
  const keys: Record<string, string> = {
    [credentials.wechatpay_public_key_id]: credentials.wechatpay_public_key_pem,
    [credentials.platform_serial]: credentials.platform_public_key_pem,
  };
  const pem = keys[header("serial")];
  if (pem === undefined) throw new Error(`unknown serial ${header("serial")}`);
  if (Math.abs(Date.now() / 1000 - Number(header("timestamp"))) >= 300) throw new Error("stale");
  const text = `${header("timestamp")}\n${header("nonce")}\n${received.body}\n`;
  if (!rsaVerify(pem, text, header("signature"))) throw new Error("bad signature");
  const envelope = JSON.parse(received.body);
  const { nonce, associated_data, ciphertext } = envelope.resource;
  return {
    envelope,
    plain: JSON.parse(openSealed(credentials.api_v3_key, nonce, associated_data, ciphertext)),
  };
}
