import type { Database } from "./database.ts";

/** Every switch there is. A switch hits the next `times` exchanges whose subject contains `match`. */
export const FAULT_NAMES = [
  /** HTTP 500 after the work was done: the caller must ask, not repeat with a new number. */
  "error_500_after_commit",
  "error_500_before_commit",
  /** The connection is held open and never answered. */
  "timeout_after_commit",
  "timeout_before_commit",
  "rate_limit_429",
  /** The notice is never sent (until `resend`). */
  "drop_callback",
  /** The try is sent twice at the same moment. */
  "duplicate_callback",
  /** The notice waits until another one has been delivered, 30 s at most. */
  "reorder_callbacks",
  /** The first try comes `delay_ms` later (60 s unless told). */
  "delay_callback",
  /** One try carries a signature by a stranger's key; the true one follows on schedule. */
  "bad_signature_callback",
  /** One try carries a correct signature that is six minutes old; the true one follows on schedule. */
  "stale_callback",
  /** The try is signed with the platform certificate instead of the public key. */
  "mixed_serial",
  /** A signature probe goes out right before the try. */
  "signtest_probe",
  /** Refund or transfer refused: the merchant's balance is short. */
  "not_enough",
  /** The refund ends ABNORMAL (the payer's account cannot take it). */
  "refund_abnormal",
  /** The refund stays PROCESSING until `finishRefund`. */
  "refund_processing",
  /** The customer pays in the moment the order is being closed. */
  "paid_while_closing",
  /** The bill of a transfer stays ACCEPTED for about a second although the balance suffices. */
  "transfer_slow",
  /** A new transfer is refused with the code named in `reason` (NO_AUTH unless told); no bill is made. */
  "transfer_refused",
  /** The person confirms at once and is paid, but the merchant never hears the answer to its request. */
  "transfer_paid_unheard",
  /** package_info comes in one answer only, and in no repeat. */
  "package_info_once",
  /** A query answers 404 although the bill stands. */
  "transfer_hidden",
  /** A confirmed transfer ends FAIL with `reason` (OTHER_FAIL_REASON_TYPE unless told). Subject `transfer out_bill_no`. */
  "transfer_fail",
  /** A confirmed transfer stays TRANSFERING until `finishTransfer`. Subject `transfer out_bill_no`. */
  "transfer_unsettled",
  /** The person confirms in the moment the bill is being cancelled. */
  "confirmed_while_cancelling",
  /** errcode -1: system busy. */
  "code_busy",
  /** errcode 40001. */
  "token_invalid",
  /** A text is thought doubtful, with the label in `reason` (21000 unless told). Subject as sent, so `match` may be the openid. */
  "text_review",
  /** The same, thought bad. */
  "text_risky",
  /** The check of a text is refused with the errcode in `reason`: 61010, not active within two hours, unless told. */
  "text_refused",
] as const;

export type FaultName = (typeof FAULT_NAMES)[number];

/** What `setFault` takes. `times` defaults to 1, `match` to everything. */
export interface FaultRequest {
  name: FaultName;
  times?: number;
  match?: string;
  delay_ms?: number;
  /** A refusal code or a fail_reason, for the faults that speak one. */
  reason?: string;
}

export interface Fault {
  sequence: number;
  name: FaultName;
  match: string;
  remaining: number;
  delay_ms: number | null;
  reason: string | null;
}

/**
 * The armed faults. The subject of a request is `METHOD path?query body`, the subject of a callback is
 * `callback EVENT_TYPE out_trade_no out_refund_no` or `callback EVENT_TYPE out_bill_no`.
 */
export interface Faults {
  arm(request: FaultRequest): void;
  /** Uses up one hit of the first armed fault of that name that matches, or returns undefined. */
  take(name: FaultName, subject: string): Fault | undefined;
  list(): Fault[];
  clear(): void;
}

/** Opens the faults of a store: they survive a restart like everything else. */
export function openFaults(database: Database): Faults {
  const load = () => database.rows<Fault>("select * from fault where remaining > 0 order by sequence");
  let armed = load();
  return {
    arm: ({ name, times = 1, match = "", delay_ms, reason }) => {
      if (!FAULT_NAMES.includes(name)) throw new RangeError(`unknown fault ${String(name)}`);
      if (!Number.isSafeInteger(times) || times < 1)
        throw new RangeError("times must be a whole number from 1");
      database.run(
        "insert into fault (name, match, remaining, delay_ms, reason) values (?, ?, ?, ?, ?)",
        name,
        match,
        times,
        delay_ms ?? null,
        reason ?? null,
      );
      armed = load();
    },
    take: (name, subject) => {
      const fault = armed.find((entry) => entry.name === name && subject.includes(entry.match));
      if (fault === undefined) return undefined;
      database.run("update fault set remaining = remaining - 1 where sequence = ?", fault.sequence);
      armed = load();
      return fault;
    },
    list: () => armed,
    clear: () => {
      database.run("delete from fault");
      armed = [];
    },
  };
}
