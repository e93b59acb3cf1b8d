import { type KeyObject, randomBytes, sign, verify } from "node:crypto";

/** The only scheme of Pay v3: SHA256withRSA, PKCS#1 v1.5, base64. */
const SCHEME = "WECHATPAY2-SHA256-RSA2048";
/** A signature this far from our clock is refused (docs/WECHAT.md 2.3). Seconds, real time always. */
const MAX_SKEW_SECONDS = 300;

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** 24 characters: requestPayment wants fewer than 32. */
export function newNonce(): string {
  return randomBytes(12).toString("hex");
}

/** Signs lines, each closed by a line feed, the last one too. */
export function signLines(key: KeyObject, lines: readonly string[]): string {
  return sign("sha256", Buffer.from(lines.map((line) => `${line}\n`).join("")), key).toString("base64");
}

/**
 * The Authorization header of a request (docs/WECHAT.md 2.2).
 * @param target path and query exactly as sent @param body exactly as sent, "" for GET
 */
export function authorization(
  merchant: { mchid: string; serial: string; key: KeyObject },
  request: { method: string; target: string; body: string },
  at: { seconds: number; nonce: string } = { seconds: nowSeconds(), nonce: newNonce() },
): string {
  const lines = [request.method, request.target, String(at.seconds), at.nonce, request.body];
  const signature = signLines(merchant.key, lines);
  return (
    `${SCHEME} mchid="${merchant.mchid}",nonce_str="${at.nonce}",signature="${signature}",` +
    `timestamp="${at.seconds}",serial_no="${merchant.serial}"`
  );
}

export type SignatureProblem = "missing_header" | "stale" | "unknown_serial" | "bad_signature";

/**
 * Checks the signature of an answer or a callback over its raw bytes, with the key its serial names (docs/WECHAT.md 2.3).
 * Probes (`WECHATPAY/SIGNTEST/…`) need no word here: they are signatures that do not hold.
 * @param header reads one header by lower-case name
 */
export function checkSignature(
  keys: ReadonlyMap<string, KeyObject>,
  header: (name: string) => string | null,
  body: Buffer,
): SignatureProblem | null {
  const timestamp = header("wechatpay-timestamp");
  const nonce = header("wechatpay-nonce");
  const signature = header("wechatpay-signature");
  const serial = header("wechatpay-serial");
  if (!timestamp || !nonce || !signature || !serial) return "missing_header";
  if (!/^\d{1,12}$/.test(timestamp)) return "stale";
  if (Math.abs(nowSeconds() - Number(timestamp)) >= MAX_SKEW_SECONDS) return "stale";
  const key = keys.get(serial);
  if (key === undefined) return "unknown_serial";
  const text = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from("\n")]);
  return verify("sha256", text, key, Buffer.from(signature, "base64")) ? null : "bad_signature";
}
