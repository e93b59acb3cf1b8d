/**
 * The other side of the wire for these tests: a local server that speaks the raw protocol, written from the rules
 * (docs/WECHAT.md 2.2, 2.3, 2.6) and sharing no code with the client.
 */
import { createCipheriv, createSign, createVerify, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WechatConfig } from "../src/index.ts";

export const PUB_KEY_ID = "PUB_KEY_ID_0114232134912410000000000000";
export const CERTIFICATE_SERIAL = "7132D72A03E93CDDF8C03BBD1F37EEDF96B04AB4";
export const API_V3_KEY = "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb";

const newPair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
export const merchantPair = newPair();
export const platformPair = newPair();
export const certificatePair = newPair();
/** A key WeChat never had. */
export const strangerPair = newPair();

const pem = (key: KeyObject) =>
  key.export({ type: key.type === "private" ? "pkcs8" : "spki", format: "pem" }).toString();

export function configFor(base: string): WechatConfig {
  return {
    apiBase: base,
    payBase: base,
    appid: "wx8888888888888888",
    secret: "0123456789abcdef0123456789abcdef",
    mchid: "1900007291",
    merchantSerial: "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
    merchantPrivateKeyPem: pem(merchantPair.privateKey),
    apiV3Key: API_V3_KEY,
    publicKeyId: PUB_KEY_ID,
    publicKeys: {
      [PUB_KEY_ID]: pem(platformPair.publicKey),
      [CERTIFICATE_SERIAL]: pem(certificatePair.publicKey),
    },
  };
}

export interface Received {
  method: string;
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export type Responder = (request: Received, response: ServerResponse) => void;

export interface LocalServer {
  base: string;
  received: Received[];
  /** Answers the next and all following requests. */
  respond(responder: Responder): void;
  close(): Promise<void>;
}

export async function startServer(): Promise<LocalServer> {
  const received: Received[] = [];
  let responder: Responder = (_request, response) => response.writeHead(404).end();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const seen = {
        method: request.method ?? "",
        target: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      received.push(seen);
      responder(seen, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    respond: (next) => {
      responder = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export interface Signing {
  key?: KeyObject;
  serial?: string;
  /** Seconds. */
  timestamp?: number;
  nonce?: string;
}

/** The four headers over these exact bytes. */
export function signed(body: string, how: Signing = {}): Record<string, string> {
  const timestamp = how.timestamp ?? Math.floor(Date.now() / 1000);
  const nonce = how.nonce ?? "d824f2e086d3c1df967785d13fcd22ef";
  const signer = createSign("RSA-SHA256").update(`${timestamp}\n${nonce}\n${body}\n`);
  return {
    "Wechatpay-Timestamp": String(timestamp),
    "Wechatpay-Nonce": nonce,
    "Wechatpay-Signature": signer.sign(how.key ?? platformPair.privateKey, "base64"),
    "Wechatpay-Serial": how.serial ?? PUB_KEY_ID,
  };
}

/** Answers 200 with the signed object, or a signed 204. */
export function yes(body?: object, how?: Signing): Responder {
  const text = body === undefined ? "" : JSON.stringify(body);
  return (_request, response) => {
    response.writeHead(body === undefined ? 204 : 200, {
      "Content-Type": "application/json",
      ...signed(text, how),
    });
    response.end(text);
  };
}

/** Answers unsigned, as Pay v3 refusals and api.weixin.qq.com do. */
export function plain(status: number, body: object | string): Responder {
  return (_request, response) => {
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** The parts of a request's Authorization, when it holds for the bytes that arrived; else null. */
export function verifiedAuthorization(request: Received): Record<string, string> | null {
  const header = request.headers.authorization ?? "";
  if (!header.startsWith("WECHATPAY2-SHA256-RSA2048 ")) return null;
  const parts = Object.fromEntries([...header.matchAll(/([a-z_]+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
  const text = `${request.method}\n${request.target}\n${parts["timestamp"]}\n${parts["nonce_str"]}\n${request.body}\n`;
  const holds = createVerify("RSA-SHA256")
    .update(text)
    .verify(merchantPair.publicKey, parts["signature"] ?? "", "base64");
  return holds ? (parts as Record<string, string>) : null;
}

/** AEAD_AES_256_GCM as WeChat writes it. */
export function seal(
  plaintext: string,
  associatedData: string,
  key = API_V3_KEY,
  nonce = "fdasflkja484",
): Record<string, string> {
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(key), Buffer.from(nonce)).setAAD(
    Buffer.from(associatedData),
  );
  const data = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return {
    original_type: associatedData,
    algorithm: "AEAD_AES_256_GCM",
    ciphertext: data.toString("base64"),
    associated_data: associatedData,
    nonce,
  };
}

export const PAID = {
  appid: "wx8888888888888888",
  mchid: "1900007291",
  out_trade_no: "P20261124000001",
  transaction_id: "4200001234202611240000000001",
  trade_type: "JSAPI",
  trade_state: "SUCCESS",
  trade_state_desc: "支付成功",
  bank_type: "OTHERS",
  success_time: "2026-11-24T10:34:56+08:00",
  payer: { openid: "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o" },
  amount: { total: 12880, payer_total: 12880, currency: "CNY", payer_currency: "CNY" },
};

export const REFUNDED = {
  refund_id: "50000000382026112400000000001",
  out_refund_no: "R20261124000001",
  transaction_id: PAID.transaction_id,
  out_trade_no: PAID.out_trade_no,
  channel: "ORIGINAL",
  user_received_account: "支付用户零钱",
  success_time: "2026-11-24T11:00:00+08:00",
  create_time: "2026-11-24T10:59:00+08:00",
  status: "SUCCESS",
  amount: { total: 12880, refund: 2880, payer_total: 12880, payer_refund: 2880, currency: "CNY" },
};

/** A transfer bill as a query shows it. */
export const TRANSFERRED = {
  mch_id: "1900007291",
  appid: "wx8888888888888888",
  out_bill_no: "W20261130000001",
  transfer_bill_no: "1330000071100999991182020050700019480001",
  state: "SUCCESS",
  transfer_amount: 12_880,
  transfer_remark: "2026年11月佣金",
  openid: PAID.payer.openid,
  create_time: "2026-11-30T10:34:56+08:00",
  update_time: "2026-11-30T10:36:00+08:00",
};
