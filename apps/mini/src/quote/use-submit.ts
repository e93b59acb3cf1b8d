import type { Quote } from "@banyan/contract";
import { useState } from "react";
import { toast } from "../design/toast/toast.ts";
import { call } from "../http/call.ts";
import { asRefusal, Refusal } from "../http/refusal.ts";
import { useAction } from "../http/use-action.ts";
import { replaceWith } from "../navigation.ts";
import { payOrder, resultPath } from "../payment/pay.ts";
import { type Change, changesBetween, isSameOffer } from "./changes.ts";
import { dropRemark } from "./remark.ts";
import type { Quoting } from "./use-quote.ts";

/** The price is not what the person saw. */
export interface Changed {
  changes: Change[];
  seen: Quote;
  now: Quote;
}

export interface Submitting {
  busy: boolean;
  submit: () => void;
  changed: Changed | null;
  /** Agrees to the new price. */
  accept: () => void;
  dismiss: () => void;
}

/**
 * Quote → order → cashier. The quote is the idempotency key: a second tap, a retry after a lost answer and a second tab
 * end in the same order. A price that has moved is never charged: it is shown first.
 */
export function useSubmit(quoting: Quoting, remark: string): Submitting {
  const { busy, run } = useAction();
  const [changed, setChanged] = useState<Changed | null>(null);

  const order = async (quote: Quote, mayRefresh = true): Promise<void> => {
    let no: string;
    try {
      ({ no } = await call("order.submit", { quote_id: quote.id, payable_fen: quote.payable_fen, remark }));
    } catch (thrown) {
      const refusal = asRefusal(thrown);
      const made = orderOf(refusal);
      if (made !== null) return replaceWith(`/order/detail/index?no=${made}`);
      const now = await newQuote(refusal, quoting);
      if (now === null) throw thrown;
      if (refusal.code === "quote_expired" && mayRefresh && isSameOffer(quote, now)) return order(now, false);
      if (now.lines.length === 0) throw thrown;
      setChanged({ changes: changesBetween(quote, now), seen: quote, now });
      return;
    }
    dropRemark();
    await toCashier(no);
  };

  const start = (quote: Quote | null) => {
    if (quote === null) return;
    run("submit", () => order(quote));
  };
  return {
    busy: busy !== null,
    submit: () => start(quoting.quote),
    changed,
    accept: () => {
      setChanged(null);
      start(changed?.now ?? null);
    },
    dismiss: () => setChanged(null),
  };
}

/** The order that another tab has made of this quote, with another sum. */
function orderOf({ code, data }: Refusal): string | null {
  const { no } = (code === "quote_used" ? data : {}) as { no?: string };
  return no ?? null;
}

const MOVED: ReadonlySet<string> = new Set([
  "quote_changed",
  "quote_expired",
  "cart_changed",
  "product_gone",
  "out_of_stock",
  "coupon_unusable",
  "address_needed",
  "address_not_served",
  "payable_zero",
]);

/**
 * The quote that holds now, put on the page; null where the refusal is about something else. It comes with the refusal where what moved
 * is a price; else it is asked for.
 */
async function newQuote(refusal: Refusal, quoting: Quoting): Promise<Quote | null> {
  if (!MOVED.has(refusal.code)) return null;
  const sent = refusal.data as Quote | undefined;
  if (sent === undefined || !Array.isArray(sent.lines)) return quoting.refresh();
  quoting.replace(sent);
  return sent;
}

/** The order stands: whatever becomes of the payment, the result page knows the ways on. */
async function toCashier(no: string): Promise<void> {
  try {
    const outcome = await payOrder(no, { replacing: true });
    replaceWith(resultPath(no, outcome === "paid" ? "success" : outcome));
  } catch (thrown) {
    replaceWith(resultPath(no, "fail"));
    if (thrown instanceof Refusal) toast(thrown.message, { mood: "bad" });
  }
}
