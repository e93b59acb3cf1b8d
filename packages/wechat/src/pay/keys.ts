import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from "node:crypto";
import type { WechatConfig } from "../config.ts";

/** The keys of the configuration, parsed once. */
export interface PayKeys {
  merchantKey: KeyObject;
  apiV3Key: KeyObject;
  /** A Map, so that a serial like "__proto__" finds nothing. */
  platformKeys: ReadonlyMap<string, KeyObject>;
}

/** @throws where a PEM does not parse or the APIv3 key is not 32 bytes: a configuration that could never work */
export function readKeys(config: WechatConfig): PayKeys {
  const apiV3Key = Buffer.from(config.apiV3Key, "utf8");
  if (apiV3Key.length !== 32) throw new RangeError("the APIv3 key must be 32 bytes");
  const platformKeys = new Map<string, KeyObject>();
  for (const [serial, pem] of Object.entries(config.publicKeys))
    platformKeys.set(serial, createPublicKey(pem));
  return {
    merchantKey: createPrivateKey(config.merchantPrivateKeyPem),
    apiV3Key: createSecretKey(apiV3Key),
    platformKeys,
  };
}
