import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { sealResource } from "../aead.ts";
import { rfc3339 } from "../clock.ts";
import { isLoopbackAddress } from "../http.ts";
import type { Platform } from "../platform.ts";
import { type SigningKey, signedHeaders } from "../signature.ts";
import {
  type Callback,
  type CallbackAttempt,
  callbackSubject,
  insertAttempt,
  insertProbe,
  type Probe,
} from "./store.ts";

/** WeChat waits this long for an answer (docs/WECHAT.md 2.6). */
const ANSWER_TIMEOUT_MS = 5000;
/** How old a stale signature is, seconds: past the five minutes a receiver may allow. */
const STALE_SECONDS = 360;
const SIGNTEST_PREFIX = "WECHATPAY/SIGNTEST/";

/** True for http(s) URLs on this machine: nothing is ever sent elsewhere. */
export function isDeliverable(url: string): boolean {
  return URL.canParse(url) && isLoopbackAddress(new URL(url).hostname);
}

interface WireAnswer {
  status: number | null;
  answer: string;
  sent_at: number;
  took_ms: number;
}

async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  stop?: AbortSignal,
): Promise<WireAnswer> {
  const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const sentAt = Date.now();
  const measure = () => ({ sent_at: sentAt, took_ms: Date.now() - sentAt });
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        Accept: "*/*",
        "User-Agent": "Mozilla/4.0",
        "Request-ID": `08${randomBytes(16).toString("hex").toUpperCase()}-0`,
        ...headers,
      },
      redirect: "manual",
      signal: stop === undefined ? timeout : AbortSignal.any([timeout, stop]),
    });
    const text = await response.text();
    return { status: response.status, answer: text.slice(0, 2000), ...measure() };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return { status: null, answer: String(cause).slice(0, 2000), ...measure() };
  }
}

/** The body of one try: same id and creation time every time, sealed afresh. */
function callbackBody(platform: Platform, callback: Callback): string {
  return JSON.stringify({
    id: callback.id,
    create_time: rfc3339(callback.created_at),
    resource_type: "encrypt-resource",
    event_type: callback.event_type,
    summary: callback.summary,
    resource: sealResource(platform.keys.credentials.api_v3_key, callback.original_type, callback.plaintext),
  });
}

async function sendOnce(
  platform: Platform,
  callback: Callback,
  message: { kind: CallbackAttempt["kind"]; signer: SigningKey; stop: AbortSignal },
): Promise<boolean> {
  const { kind, signer, stop } = message;
  const body = callbackBody(platform, callback);
  const timestamp = platform.clock.seconds() - (kind === "stale" ? STALE_SECONDS : 0);
  const stranger =
    kind === "bad_signature" ? generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey : undefined;
  const headers = signedHeaders(body, { serial: signer.serial, key: stranger ?? signer.key }, timestamp);
  const wire = await post(callback.url, body, headers, stop);
  if (stop.aborted) return false;
  insertAttempt(platform.database, { callback_id: callback.id, kind, serial: signer.serial, ...wire });
  return wire.status === 200 || wire.status === 204;
}

/**
 * Sends one try of a notice with whatever faults are armed for it. Resolves to true when the merchant took the
 * true notice; a forged or stale message never counts, whatever was answered.
 */
export async function deliver(platform: Platform, callback: Callback, stop: AbortSignal): Promise<boolean> {
  const subject = callbackSubject(callback);
  const hit = (name: Parameters<typeof platform.faults.take>[0]) =>
    platform.faults.take(name, subject) !== undefined;
  if (hit("signtest_probe")) await sendSignTest(platform, callback.url);
  const signer = hit("mixed_serial") ? platform.keys.certificateMode : platform.keys.publicKeyMode;
  const kind = hit("bad_signature_callback") ? "bad_signature" : hit("stale_callback") ? "stale" : "true";
  const copies = hit("duplicate_callback") ? 2 : 1;
  const taken = await Promise.all(
    Array.from({ length: copies }, () => sendOnce(platform, callback, { kind, signer, stop })),
  );
  return kind === "true" && taken.some(Boolean);
}

/**
 * Sends a signature probe (docs/WECHAT.md 2.6): a well-formed notice whose signature starts with
 * `WECHATPAY/SIGNTEST/`. A receiver that checks signatures answers 4xx or 5xx; the answer is recorded.
 */
export async function sendSignTest(platform: Platform, url: string): Promise<Probe> {
  if (!isDeliverable(url)) throw new RangeError("probes go to loopback addresses only");
  const body = JSON.stringify({
    id: randomUUID(),
    create_time: rfc3339(platform.clock.now()),
    resource_type: "encrypt-resource",
    event_type: "TRANSACTION.SUCCESS",
    summary: "支付成功",
    resource: sealResource(
      platform.keys.credentials.api_v3_key,
      "transaction",
      JSON.stringify({ out_trade_no: "SIGNTEST" }),
    ),
  });
  const headers = signedHeaders(body, platform.keys.publicKeyMode, platform.clock.seconds());
  const signature = SIGNTEST_PREFIX + randomBytes(240).toString("base64");
  const wire = await post(url, body, { ...headers, "Wechatpay-Signature": signature });
  const probe: Probe = {
    url,
    sent_at: wire.sent_at,
    status: wire.status,
    refused: wire.status !== null && wire.status >= 400,
    answer: wire.answer,
  };
  insertProbe(platform.database, probe);
  if (!probe.refused) platform.log(`signature probe was not refused by ${url}: ${String(probe.status)}`);
  return probe;
}
