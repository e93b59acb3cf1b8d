/**
 * Personal data and secrets at rest: AES-256-GCM under keys derived from the master key, bound to where the value stands
 * (table:column:id), so that a sealed value cannot be moved to another row. Phone look-up uses a separate key.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from "node:crypto";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Seal {
  /** @param place "table:column:owner[:id]" */
  seal(place: string, value: unknown): Buffer;
  /** @throws when the bytes were changed or belong to another place */
  open<T>(place: string, sealed: Buffer): T;
  /** Keyed hash for look-ups of a value that is stored sealed. */
  index(value: string): string;
}

/** @param masterKey 32 bytes; @throws RangeError for a short or default key */
export function createSeal(masterKey: Buffer): Seal {
  if (masterKey.length !== 32 || masterKey.every((byte) => byte === masterKey[0])) {
    throw new RangeError("the master key must be 32 random bytes");
  }
  // As key objects: a key given as bytes is imported anew by every call.
  const derive = (info: string) =>
    createSecretKey(Buffer.from(hkdfSync("sha256", masterKey, "banyan", info, 32)));
  const dataKey = derive("data");
  const indexKey = derive("index");
  return {
    seal(place, value) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", dataKey, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.from([VERSION]), nonce, body, cipher.getAuthTag()]);
    },
    open<T>(place: string, sealed: Buffer) {
      if (sealed[0] !== VERSION) throw new Error("sealed value has an unknown version");
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
      const body = sealed.subarray(1 + NONCE_BYTES, sealed.length - TAG_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", dataKey, nonce).setAAD(Buffer.from(place));
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      return JSON.parse(Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8")) as T;
    },
    index: (value) => createHmac("sha256", indexKey).update(value).digest("base64url"),
  };
}

/** 张** */
export function maskName(name: string): string {
  const chars = [...name];
  return chars.length <= 1 ? `${chars[0] ?? ""}*` : `${chars[0]}${"*".repeat(Math.min(chars.length - 1, 2))}`;
}

/** 138****5678 */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
