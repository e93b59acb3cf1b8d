import type { Quote } from "@banyan/contract";
import { useCallback, useEffect, useRef, useState } from "react";
import { toast } from "../design/toast/toast.ts";
import { call } from "../http/call.ts";
import { asRefusal, type Refusal } from "../http/refusal.ts";
import type { In } from "../http/types.ts";

/** What the person has chosen so far. */
export interface Choice {
  addressId: string | null;
  /** "best", "none" or the coupons' ids: one, or one for the whole shop with one for some goods. */
  coupon: string | string[];
}

export interface Quoting {
  /** The newest quote; kept, dimmed, while another is asked for. */
  quote: Quote | null;
  refusal: Refusal | null;
  loading: boolean;
  choice: Choice;
  choose: (change: Partial<Choice>) => void;
  /** Asks again for the same choice; null when it was refused. */
  refresh: () => Promise<Quote | null>;
  /** Puts a quote in place that came with a refusal. */
  replace: (quote: Quote) => void;
}

type Asked = Pick<In<"quote.create">, "source" | "lines">;

/** The price of `asked` for this person's choice, never computed on this side. */
export function useQuote(asked: Asked): Quoting {
  const [choice, setChoice] = useState<Choice>({ addressId: null, coupon: "best" });
  const [state, setState] = useState<Pick<Quoting, "quote" | "refusal" | "loading">>({
    quote: null,
    refusal: null,
    loading: true,
  });
  const latest = useRef({ asked, choice, round: 0 });
  latest.current.asked = asked;

  const ask = useCallback(async (wanted: Choice): Promise<Quote | null> => {
    const now = latest.current;
    now.choice = wanted;
    now.round += 1;
    const mine = now.round;
    setChoice(wanted);
    setState((before) => ({ ...before, loading: true }));
    try {
      const quote = await quoteOf(now.asked, wanted);
      if (now.round === mine) setState({ quote, refusal: null, loading: false });
      return quote;
    } catch (thrown) {
      const refusal = asRefusal(thrown);
      if (now.round !== mine) return null;
      const instead = withoutRefused(wanted, refusal);
      if (instead !== null) {
        toast(refusal.message, { mood: "bad" });
        return ask(instead);
      }
      setState((before) => ({ ...before, refusal, loading: false }));
      return null;
    }
  }, []);

  // Asked once, and again where the lines are others.
  const wanted = linesText(asked);
  useEffect(() => {
    if (wanted !== "") void ask(latest.current.choice);
  }, [ask, wanted]);
  const choose = useCallback(
    (change: Partial<Choice>) => void ask({ ...latest.current.choice, ...change }),
    [ask],
  );
  const refresh = useCallback(() => ask(latest.current.choice), [ask]);
  const replace = useCallback((quote: Quote) => {
    latest.current.round += 1;
    setState({ quote, refusal: null, loading: false });
  }, []);
  return { ...state, choice, choose, refresh, replace };
}

/**
 * What can be bought of what was asked. A quote that names lines it leaves out can never become an order, so it is asked
 * again without them; they stay named.
 */
async function quoteOf(asked: Asked, wanted: Choice): Promise<Quote> {
  const whole = await call("quote.create", inputOf(asked, wanted));
  if (whole.invalid.length === 0 || whole.lines.length === 0) return whole;
  const gone = new Set(whole.invalid.map((line) => line.sku_id));
  const lines = asked.lines.filter((line) => !gone.has(line.sku_id));
  const rest = await call("quote.create", inputOf({ ...asked, lines }, wanted));
  return { ...rest, invalid: [...whole.invalid, ...rest.invalid] };
}

function linesText({ lines }: Asked): string {
  return lines.map(({ sku_id, quantity }) => `${sku_id}x${quantity}`).join(",");
}

function inputOf({ source, lines }: Asked, { addressId, coupon }: Choice): In<"quote.create"> {
  return { source, lines, coupon, ...(addressId === null ? {} : { address_id: addressId }) };
}

/** A chosen coupon that was used elsewhere, an address that was deleted: the quote goes on without it. */
function withoutRefused(wanted: Choice, { code, field }: Refusal): Choice | null {
  if (code === "coupon_unusable" && wanted.coupon !== "best") return { ...wanted, coupon: "best" };
  if (code === "not_found" && field === "address_id" && wanted.addressId !== null) {
    return { ...wanted, addressId: null };
  }
  return null;
}
