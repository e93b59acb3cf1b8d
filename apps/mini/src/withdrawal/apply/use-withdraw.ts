import type { WithdrawalRules } from "@banyan/contract";
import { useRef, useState } from "react";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import type { Refusal } from "@/http/refusal.ts";
import { newRequestKey } from "@/http/request-key.ts";
import { useAction } from "@/http/use-action.ts";
import type { Loaded } from "@/http/use-load.ts";
import { replaceWith } from "@/navigation.ts";
import { useNoticeAsk } from "@/notice/ask.ts";
import { readAmount, type Typed } from "../amount.ts";

export interface Withdrawing {
  text: string;
  type: (text: string) => void;
  /** The field was left: from now on it says what is wrong. */
  leave: () => void;
  typed: Typed;
  /** What stands under the field. */
  problem: string | null;
  busy: boolean;
  submit: () => void;
}

/** Refusals about the amount itself: they belong to its field. */
const OF_AMOUNT: ReadonlySet<string> = new Set(["below_minimum", "above_maximum", "exceeds_available"]);
/** Refusals after which the rules must be read again. */
const MOVED: ReadonlySet<string> = new Set([
  ...OF_AMOUNT,
  // The fee has changed since it was shown.
  "amount_mismatch",
  "has_debt",
  "day_limit_reached",
  "withdrawal_closed",
  "promoter_frozen",
  "promoter_closed",
  "agreement_outdated",
]);

/**
 * The form of a withdrawal. One request key for one amount: a second tap and a retry after a lost answer end in the same
 * withdrawal, another amount is another intention.
 */
export function useWithdraw(rules: WithdrawalRules, loaded: Loaded<WithdrawalRules>): Withdrawing {
  const [text, setText] = useState("");
  const [left, setLeft] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const key = useRef({ fen: 0, key: newRequestKey() });
  const { busy, run } = useAction();
  const notices = useNoticeAsk("withdrawal");
  const typed = readAmount(text, rules);
  const type = (next: string) => {
    setText(next.replace(/[。，,]/g, "."));
    setRefused(null);
  };
  const onRefusal = (refusal: Refusal): boolean => {
    // Nothing was made of this key; what is sent next is another request.
    if (refusal.status > 0 && refusal.status < 500) key.current = { fen: 0, key: newRequestKey() };
    if (MOVED.has(refusal.code)) void loaded.reload();
    if (!OF_AMOUNT.has(refusal.code) && refusal.field !== "amount_fen") return false;
    setRefused(refusal.message);
    return true;
  };
  const send = (fen: number, netFen: number) => {
    if (key.current.fen !== fen) key.current = { fen, key: newRequestKey() };
    run(
      "withdraw",
      async () => {
        const accepted = await notices.ask();
        const { no } = await call("withdrawal.request", {
          request_key: key.current.key,
          amount_fen: fen,
          net_fen: netFen,
        });
        await notices.tell(accepted);
        replaceWith(`/withdrawal/detail/index?no=${no}`);
        toast("提现申请已提交", { mood: "good" });
      },
      onRefusal,
    );
  };
  const submit = () => {
    setLeft(true);
    if (typed.kind === "amount") send(typed.fen, typed.netFen);
    else if (typed.kind === "empty") setRefused("请填写提现金额");
  };
  const own = left && typed.kind === "problem" ? typed.problem : null;
  return {
    text,
    type,
    leave: () => setLeft(true),
    typed,
    problem: refused ?? own,
    busy: busy !== null,
    submit,
  };
}
