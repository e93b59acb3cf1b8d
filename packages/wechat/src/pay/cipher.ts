import { type CipherKey, constants, createDecipheriv, type KeyObject, publicEncrypt } from "node:crypto";

const TAG_BYTES = 16;
const NONCE_BYTES = 12;

/** AEAD_AES_256_GCM as Pay v3 writes it: base64 of the data and its tag (docs/WECHAT.md 2.6). Null when it does not hold. */
export function openSealed(
  key: CipherKey,
  sealed: { ciphertext: string; nonce: string; associatedData: string },
): Buffer | null {
  const bytes = Buffer.from(sealed.ciphertext, "base64");
  const nonce = Buffer.from(sealed.nonce, "utf8");
  if (bytes.length < TAG_BYTES || nonce.length !== NONCE_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(sealed.associatedData, "utf8"));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** OAEP with SHA-1 leaves 214 of the 256 bytes of an RSA-2048 block. */
const OAEP_BYTES = 214;

/**
 * A sensitive field of a request: RSA-OAEP with SHA-1, base64, by WeChat's public key (docs/WECHAT.md 2.5).
 * @throws RangeError beyond 214 bytes of UTF-8, which no name reaches
 */
export function sealField(key: KeyObject, text: string): string {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length > OAEP_BYTES) throw new RangeError("a sensitive field takes 214 bytes at most");
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }, bytes).toString(
    "base64",
  );
}
