import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "../http/call.ts";
import { asRefusal } from "../http/refusal.ts";

/** asking: not known yet; unsure: patience is over and it is still not known. */
export type PaymentNews = "asking" | "paid" | "unpaid" | "closed" | "unsure";

/** Waits between two questions, in ms: about 20 s together. The callback usually arrives within the first two. */
const WAITS_MS = [600, 1000, 1500, 2000, 2500, 3000, 3000, 3000, 3000] as const;

/**
 * Asks the server what became of a payment, patiently. Where the phone said that the person paid, "unpaid" is not
 * believed until the patience is over: WeChat's answer may be seconds behind.
 */
export function usePaymentCheck(no: string, expected: boolean): { news: PaymentNews; ask: () => void } {
  const [news, setNews] = useState<PaymentNews>("asking");
  const round = useRef(0);
  const ask = useCallback(() => {
    round.current += 1;
    const mine = round.current;
    setNews("asking");
    void follow(no, expected, () => round.current === mine).then((found) => {
      if (round.current === mine) setNews(found);
    });
  }, [no, expected]);
  useEffect(() => {
    ask();
    return () => {
      round.current += 1;
    };
  }, [ask]);
  return { news, ask };
}

async function follow(no: string, expected: boolean, wanted: () => boolean): Promise<PaymentNews> {
  let last: PaymentNews = "unsure";
  for (let at = 0; wanted(); at += 1) {
    last = await once(no);
    if (last === "paid" || last === "closed") return last;
    if (last === "unpaid" && !expected) return last;
    const wait = WAITS_MS[at];
    if (wait === undefined) return last;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return last;
}

/** One question. No answer is no news. */
async function once(no: string): Promise<PaymentNews> {
  try {
    const { state } = await call("payment.check", { no });
    return state === "unknown" ? "unsure" : state;
  } catch (thrown) {
    const refusal = asRefusal(thrown);
    return refusal.code === "order_closed" ? "closed" : "unsure";
  }
}
