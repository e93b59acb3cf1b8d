import { asObject, asText, type JsonObject, parseObject } from "../json.ts";
import { openSealed } from "./cipher.ts";
import type { Merchant } from "./exchange.ts";
import {
  type PaymentFact,
  type RefundFact,
  readPayment,
  readRefund,
  readWholeTransfer,
  type TransferFact,
} from "./facts.ts";
import { checkSignature, type SignatureProblem } from "./signature.ts";

/**
 * A callback, opened. `id` is the notice's: it may come again with the same id, and the same fact may come under
 * another. Answer `refused` with 4xx, everything else with 200 or 204 once the fact is stored. `ignored` is genuine
 * but of a kind this client does not read.
 */
export type CallbackResult =
  | { kind: "payment"; id: string; fact: PaymentFact }
  | { kind: "refund"; id: string; fact: RefundFact }
  | { kind: "ignored"; id: string; eventType: string }
  | Refusal;

/** The same of a transfer's callback, which has an address of its own. */
export type TransferCallbackResult =
  | { kind: "transfer"; id: string; fact: TransferFact }
  | { kind: "ignored"; id: string; eventType: string }
  | Refusal;

interface Refusal {
  kind: "refused";
  reason: SignatureProblem | "bad_body" | "bad_ciphertext";
}

export type CallbackHeaders = Record<string, string | string[] | undefined>;

const REFUND_EVENTS = new Set(["REFUND.SUCCESS", "REFUND.ABNORMAL", "REFUND.CLOSED"]);

const FINAL_TRANSFERS: ReadonlySet<TransferFact["state"]> = new Set(["SUCCESS", "FAIL", "CANCELLED"]);

const BAD_BODY: Refusal = { kind: "refused", reason: "bad_body" };

/** One header by lower-case name, whatever its case; a header given twice counts as none. */
function headerReader(headers: CallbackHeaders): (name: string) => string | null {
  const found = new Map<string, string | null>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    found.set(key, typeof value === "string" && !found.has(key) ? value : null);
  }
  return (name) => found.get(name) ?? null;
}

function openResource(
  merchant: Merchant,
  resource: JsonObject | null,
): JsonObject | "bad_body" | "bad_ciphertext" {
  const ciphertext = asText(resource?.["ciphertext"]);
  const nonce = asText(resource?.["nonce"]);
  const associatedData = resource?.["associated_data"] ?? "";
  if (ciphertext === null || nonce === null || typeof associatedData !== "string") return "bad_body";
  if (resource?.["algorithm"] !== "AEAD_AES_256_GCM") return "bad_ciphertext";
  const plain = openSealed(merchant.keys.apiV3Key, { ciphertext, nonce, associatedData });
  if (plain === null) return "bad_ciphertext";
  return parseObject(plain) ?? "bad_body";
}

/** A genuine notice whose content is still sealed, or why it is none. */
type Notice =
  | { kind: "notice"; id: string; eventType: string; open(): JsonObject | "bad_body" | "bad_ciphertext" }
  | Refusal;

function readNotice(merchant: Merchant, headers: CallbackHeaders, rawBody: Buffer): Notice {
  const problem = checkSignature(merchant.keys.platformKeys, headerReader(headers), rawBody);
  if (problem !== null) return { kind: "refused", reason: problem };
  const notice = parseObject(rawBody);
  const id = asText(notice?.["id"]);
  const eventType = asText(notice?.["event_type"]);
  if (notice === null || id === null || eventType === null) return BAD_BODY;
  return {
    kind: "notice",
    id,
    eventType,
    open: () => openResource(merchant, asObject(notice["resource"])),
  };
}

/**
 * Verifies a callback's signature over its raw bytes, decrypts it and reads the fact (docs/WECHAT.md 2.3, 2.6, 2.9, 2.11).
 * Facts of another merchant or app are refused as `bad_body`.
 * @param rawBody the bytes as received; parsing and writing them again breaks the signature
 */
export function openCallback(merchant: Merchant, headers: CallbackHeaders, rawBody: Buffer): CallbackResult {
  const notice = readNotice(merchant, headers, rawBody);
  if (notice.kind === "refused") return notice;
  const { id, eventType } = notice;
  const isPayment = eventType === "TRANSACTION.SUCCESS";
  if (!isPayment && !REFUND_EVENTS.has(eventType)) return { kind: "ignored", id, eventType };
  const opened = notice.open();
  if (typeof opened === "string") return { kind: "refused", reason: opened };
  if (isPayment) {
    const fact = readPayment(merchant.config, opened);
    return fact === null ? BAD_BODY : { kind: "payment", id, fact };
  }
  const fact = opened["mchid"] === merchant.config.mchid ? readRefund(opened, "refund_status") : null;
  return fact === null ? BAD_BODY : { kind: "refund", id, fact };
}

/**
 * The same for the callback of a transfer bill, MCHTRANSFER.BILL.FINISHED (docs/WECHAT.md 3.8): the state is SUCCESS, FAIL
 * or CANCELLED. A bill that is not final, or another merchant's, is refused as `bad_body`.
 * @param rawBody the bytes as received
 */
export function parseTransferCallback(
  merchant: Merchant,
  headers: CallbackHeaders,
  rawBody: Buffer,
): TransferCallbackResult {
  const notice = readNotice(merchant, headers, rawBody);
  if (notice.kind === "refused") return notice;
  const { id, eventType } = notice;
  if (eventType !== "MCHTRANSFER.BILL.FINISHED") return { kind: "ignored", id, eventType };
  const opened = notice.open();
  if (typeof opened === "string") return { kind: "refused", reason: opened };
  const fact = readWholeTransfer(merchant.config, opened);
  return fact === null || !FINAL_TRANSFERS.has(fact.state) ? BAD_BODY : { kind: "transfer", id, fact };
}
