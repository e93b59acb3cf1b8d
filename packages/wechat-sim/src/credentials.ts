import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomInt,
} from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { SigningKey } from "./signature.ts";

/** What a merchant would have got from the two WeChat back offices. */
export interface SimulatorCredentials {
  appid: string;
  secret: string;
  mchid: string;
  merchant_serial: string;
  merchant_private_key_pem: string;
  api_v3_key: string;
  wechatpay_public_key_id: string;
  wechatpay_public_key_pem: string;
  platform_serial: string;
  platform_public_key_pem: string;
}

/** The file holds WeChat's own private halves too; they never leave this room. */
interface CredentialsFile extends SimulatorCredentials {
  wechatpay_private_key_pem: string;
  platform_private_key_pem: string;
}

/** The keys in the form the simulator works with. */
export interface PlatformKeys {
  credentials: SimulatorCredentials;
  merchantPublicKey: KeyObject;
  /** Public-key mode, what new merchants get. */
  publicKeyMode: SigningKey;
  /** Platform certificate, for merchants in the switch period. */
  certificateMode: SigningKey;
}

function digits(length: number): string {
  return Array.from({ length }, () => String(randomInt(10))).join("");
}

function keyPair(): { publicPem: string; privatePem: string } {
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { publicPem: pair.publicKey, privatePem: pair.privateKey };
}

function createCredentials(): CredentialsFile {
  const merchant = keyPair();
  const wechatpay = keyPair();
  const platform = keyPair();
  return {
    appid: `wx${randomBytes(8).toString("hex")}`,
    secret: randomBytes(16).toString("hex"),
    mchid: `19${digits(8)}`,
    merchant_serial: randomBytes(20).toString("hex").toUpperCase(),
    merchant_private_key_pem: merchant.privatePem,
    api_v3_key: randomBytes(16).toString("hex"),
    wechatpay_public_key_id: `PUB_KEY_ID_01${digits(24)}`,
    wechatpay_public_key_pem: wechatpay.publicPem,
    platform_serial: randomBytes(20).toString("hex").toUpperCase(),
    platform_public_key_pem: platform.publicPem,
    wechatpay_private_key_pem: wechatpay.privatePem,
    platform_private_key_pem: platform.privatePem,
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function load(dataDir: string): CredentialsFile {
  const path = join(dataDir, "credentials.json");
  try {
    return JSON.parse(readFileSync(path, "utf8")) as CredentialsFile;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = join(dataDir, `credentials.${process.pid}.${randomBytes(4).toString("hex")}.json`);
  const file = openSync(draft, "wx", 0o600);
  writeSync(file, `${JSON.stringify(createCredentials(), null, 2)}\n`);
  fsyncSync(file);
  closeSync(file);
  try {
    // A link, not a rename: of two processes starting at once the first one's keys stay.
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    unlinkSync(draft);
  }
  return JSON.parse(readFileSync(path, "utf8")) as CredentialsFile;
}

function publicPart(file: CredentialsFile): SimulatorCredentials {
  const { wechatpay_private_key_pem: _own, platform_private_key_pem: _old, ...credentials } = file;
  return credentials;
}

/** Reads the merchant's credentials of a data directory, creating them (mode 0600, whole or not at all) when missing. */
export function readCredentials(dataDir: string): SimulatorCredentials {
  return publicPart(load(dataDir));
}

/** Reads the keys of both sides. */
export function readPlatformKeys(dataDir: string): PlatformKeys {
  const file = load(dataDir);
  return {
    credentials: publicPart(file),
    merchantPublicKey: createPublicKey(createPrivateKey(file.merchant_private_key_pem)),
    publicKeyMode: {
      serial: file.wechatpay_public_key_id,
      key: createPrivateKey(file.wechatpay_private_key_pem),
    },
    certificateMode: { serial: file.platform_serial, key: createPrivateKey(file.platform_private_key_pem) },
  };
}
