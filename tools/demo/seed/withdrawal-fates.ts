/** What can become of a withdrawal of the planned past, and the way through WeChat that each fate took. */
import type { PayoutState, WithdrawalState } from "@banyan/kernel";
import type { PastTransfer } from "@banyan/wechat-sim";
import type { Dice } from "./random.ts";

export type WithdrawalFate =
  | "reviewing"
  | "checked"
  | "sending"
  | "confirming"
  | "cancelling"
  | "paid"
  | "refused"
  /** By the promoter, while it was in review. */
  | "taken_back"
  /** By the promoter, through WeChat. */
  | "cancelled"
  | "failed"
  | "expired";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** WeChat closes what nobody confirmed some minutes after the day is over. */
const OVERDUE_MS = 24 * HOUR_MS + 5 * MINUTE_MS;
const FAIL_REASON = "REALNAME_ACCOUNT_RECEIVED_QUOTA_EXCEED";

export const STATE_OF: Record<WithdrawalFate, WithdrawalState> = {
  reviewing: "reviewing",
  checked: "checked",
  sending: "sending",
  confirming: "confirming",
  cancelling: "cancelling",
  paid: "paid",
  refused: "refused",
  taken_back: "cancelled",
  cancelled: "cancelled",
  failed: "failed",
  expired: "expired",
};

export interface Way {
  payout: PayoutState;
  /** WeChat's word, and why it failed. */
  bill: PastTransfer["state"];
  failReason: string | null;
  /** From the approval to the last thing that happened. */
  lastMs: number;
  /** The timeline between confirming and the end. */
  between: { kind: string; before: number }[];
}

/** From `sending` on. */
export function wayOf(dice: Dice, fate: WithdrawalFate): Way {
  const plain = { failReason: null, between: [] };
  switch (fate) {
    case "sending":
      return { ...plain, payout: "accepted", bill: "ACCEPTED", lastMs: SECOND_MS };
    case "confirming":
      return { ...plain, payout: "confirming", bill: "WAIT_USER_CONFIRM", lastMs: 3 * SECOND_MS };
    case "cancelling": {
      const between = [{ kind: "cancel_asked", before: SECOND_MS }];
      return { ...plain, payout: "cancelling", bill: "CANCELING", lastMs: 30 * MINUTE_MS, between };
    }
    case "expired":
      return { ...plain, payout: "fail", bill: "FAIL", failReason: "OVERDUE_CLOSE", lastMs: OVERDUE_MS };
    case "failed": {
      const between = [{ kind: "transferring", before: 4 * SECOND_MS }];
      return { payout: "fail", bill: "FAIL", failReason: FAIL_REASON, lastMs: 2 * HOUR_MS, between };
    }
    case "cancelled": {
      const between = [
        { kind: "cancel_asked", before: 4 * SECOND_MS },
        { kind: "cancelling", before: 3 * SECOND_MS },
      ];
      return { payout: "cancelled", bill: "CANCELLED", failReason: "MCH_CANCEL", lastMs: HOUR_MS, between };
    }
    default: {
      const lastMs = 5 * MINUTE_MS + dice.below(8 * HOUR_MS);
      const between = [{ kind: "transferring", before: 2 * SECOND_MS }];
      return { ...plain, payout: "success", bill: "SUCCESS", lastMs, between };
    }
  }
}
