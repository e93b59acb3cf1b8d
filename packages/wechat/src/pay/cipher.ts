import { createDecipheriv } from "node:crypto";

const TAG_BYTES = 16;
const NONCE_BYTES = 12;

/** AEAD_AES_256_GCM as Pay v3 writes it: base64 of the data and its tag (docs/WECHAT.md 2.6). Null when it does not hold. */
export function openSealed(
  key: Buffer,
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
