import { createSign, createVerify, type KeyObject, randomBytes } from "node:crypto";

/** SHA256withRSA (PKCS#1 v1.5), base64: the only signature Pay v3 knows. */
export function signText(text: string | Buffer, privateKey: KeyObject): string {
  return createSign("RSA-SHA256").update(text).sign(privateKey, "base64");
}

/** Checks a SHA256withRSA signature; anything that is not canonical base64 of one is a plain `false`. */
export function verifyText(text: string | Buffer, signature: string, publicKey: KeyObject): boolean {
  const bytes = Buffer.from(signature, "base64");
  if (bytes.toString("base64") !== signature) return false;
  return createVerify("RSA-SHA256").update(text).verify(publicKey, bytes);
}

/** One of the two identities WeChat signs with: a public-key id or a platform certificate serial. */
export interface SigningKey {
  serial: string;
  key: KeyObject;
}

/**
 * The headers WeChat puts on signed answers and callbacks (docs/WECHAT.md 2.3). The string signed is timestamp,
 * nonce and the raw body, each closed by a line feed; an empty body leaves its empty line.
 * @param timestamp seconds, real time: signatures never follow the business clock.
 */
export function signedHeaders(body: string, signer: SigningKey, timestamp: number): Record<string, string> {
  const nonce = randomBytes(16).toString("hex").toUpperCase();
  return {
    "Wechatpay-Nonce": nonce,
    "Wechatpay-Serial": signer.serial,
    "Wechatpay-Signature": signText(`${timestamp}\n${nonce}\n${body}\n`, signer.key),
    "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
    "Wechatpay-Timestamp": String(timestamp),
  };
}
