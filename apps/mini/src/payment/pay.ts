import { call } from "../http/call.ts";
import { openCashier, type PayOutcome } from "../session/wechat.ts";

/** The page that asks the server what became of a payment. */
export function resultPath(no: string, outcome?: PayOutcome): string {
  return `/order/paid/index?no=${no}${outcome === undefined ? "" : `&pay=${outcome}`}`;
}

/**
 * Opens the cashier for an order and answers what the phone says of it; "paid" where the money is there already. None
 * of it is proof: show resultPath next. On H5 this leaves for the cashier, which comes back to resultPath by itself.
 * @param replacing this page has done its work: the way back from the cashier is to lead to the result
 * Throws Refusal (order_closed, payment_unknown, payment_refused …).
 */
export async function payOrder(no: string, { replacing = false } = {}): Promise<PayOutcome | "paid"> {
  const { params, paid } = await call("payment.start", { no });
  if (paid || params === null) return "paid";
  if (process.env.TARO_ENV === "h5" && replacing) leaveInstead(resultPath(no));
  return openCashier(params, resultPath(no));
}

/** Puts `path` in this page's place in the browser's history. A browser that kept the old page shows the new one. */
function leaveInstead(path: string): void {
  history.replaceState(history.state, "", path);
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
}
