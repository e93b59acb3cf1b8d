import { createCipheriv, randomBytes } from "node:crypto";

/** The encrypted part of a callback, as Pay v3 puts it on the wire (docs/WECHAT.md 2.6). */
export interface SealedResource {
  original_type: string;
  algorithm: "AEAD_AES_256_GCM";
  ciphertext: string;
  associated_data: string;
  nonce: string;
}

/**
 * AES-256-GCM as Pay v3 uses it: the key is the 32 byte APIv3 key, the nonce 12 ASCII characters, and the
 * base64 ciphertext carries the 16 byte tag at its end.
 */
export function seal(key: string, nonce: string, associatedData: string, plaintext: string): string {
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(key, "utf8"), Buffer.from(nonce, "utf8"));
  cipher.setAAD(Buffer.from(associatedData, "utf8"));
  const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return body.toString("base64");
}

/** Seals a callback's resource with a fresh nonce. `originalType` doubles as associated data. */
export function sealResource(key: string, originalType: string, plaintext: string): SealedResource {
  const nonce = randomBytes(6).toString("hex");
  return {
    original_type: originalType,
    algorithm: "AEAD_AES_256_GCM",
    ciphertext: seal(key, nonce, originalType, plaintext),
    associated_data: originalType,
    nonce,
  };
}
