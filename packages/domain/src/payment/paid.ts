import type { Fen, OrderState, PaymentState } from "@banyan/kernel";

export interface AttemptFacts {
  state: PaymentState;
  amountFen: Fen;
  openid: string;
}

/** What to do with a verified fact that an attempt was paid. apply_late: record the money and refund it, once. */
export type PaidAnswer =
  | "apply"
  | "apply_late"
  | "already"
  | "mismatch_amount"
  | "mismatch_payer"
  | "mismatch_currency";

/**
 * A paid fact against its attempt, however it arrived (callback or query).
 * First to last: mismatch_currency, mismatch_amount, mismatch_payer (alarms, nothing is applied, not even as a repeat),
 * already, then by the state of the order: unpaid or closing → apply; anything else → apply_late, which covers the
 * closed order and the one that another attempt has paid.
 *
 * @param fact.openid null where the source does not name the payer
 */
export function decidePaid(
  attempt: AttemptFacts,
  orderState: OrderState,
  fact: { amountFen: Fen; currency: string; openid: string | null },
): PaidAnswer {
  if (fact.currency !== "CNY") return "mismatch_currency";
  if (fact.amountFen !== attempt.amountFen) return "mismatch_amount";
  if (fact.openid !== null && fact.openid !== attempt.openid) return "mismatch_payer";
  if (attempt.state === "paid" || attempt.state === "late") return "already";
  if (orderState === "awaiting_payment" || orderState === "closing") return "apply";
  return "apply_late";
}
