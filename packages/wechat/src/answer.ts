/**
 * Every call ends in exactly one of three:
 *
 * - `ok`: WeChat said yes, and for Pay its signature was checked;
 * - `refused`: WeChat's definite no, with its code. Branch on `code` and `httpStatus`, never on `message` (one code
 *   carries many messages);
 * - `unknown`: nobody knows whether it happened (timeout, 5xx, 429, an answer whose signature does not hold). Ask
 *   later or repeat with the same number, never guess. `reason` is for logs and holds no secret; `code` is WeChat's
 *   own where it gave one, for an alarm that names what is short (NOT_ENOUGH), never for deciding the outcome.
 */
export type Answer<T> = Ok<T> | Refused | Unknown;

export interface Ok<T> {
  kind: "ok";
  value: T;
}
export interface Refused {
  kind: "refused";
  code: string;
  message: string;
  httpStatus: number;
}
export interface Unknown {
  kind: "unknown";
  reason: string;
  code?: string;
}

export function ok<T>(value: T): Ok<T> {
  return { kind: "ok", value };
}

export function unknown(reason: string, code?: string): Unknown {
  return code === undefined ? { kind: "unknown", reason } : { kind: "unknown", reason, code };
}

/** The same answer with its value read by `read`; null from `read` means the value is not what was asked for. */
export function readAnswer<A, B>(answer: Answer<A>, read: (value: A) => B | null): Answer<B> {
  if (answer.kind !== "ok") return answer;
  const value = read(answer.value);
  return value === null ? unknown("bad_body") : ok(value);
}
