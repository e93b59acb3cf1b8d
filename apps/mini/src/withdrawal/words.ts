import type { WithdrawalRow } from "@banyan/contract";
import type { IconName } from "../design/icon/icon.tsx";

type State = WithdrawalRow["state"];
/** act: the person has to do something; way: it is on its way; good: arrived; over: ended without arriving. */
export type Tone = "act" | "way" | "good" | "over";

export const TONE: Readonly<Record<State, Tone>> = {
  reviewing: "way",
  checked: "way",
  sending: "way",
  confirming: "act",
  cancelling: "way",
  paid: "good",
  refused: "over",
  cancelled: "over",
  failed: "over",
  expired: "over",
};

export const ICON: Readonly<Record<State, IconName>> = {
  reviewing: "clock",
  checked: "clock",
  sending: "wallet",
  confirming: "wechat",
  cancelling: "clock",
  paid: "check",
  refused: "info",
  cancelled: "close",
  failed: "warn",
  expired: "clock",
};

/** The stations of the good way, and at which one a state is; -1 where it left that way. */
export const STATIONS = ["提交申请", "店铺审核", "确认收款", "到账"] as const;
export const STATION: Readonly<Record<State, number>> = {
  reviewing: 1,
  checked: 1,
  sending: 2,
  confirming: 2,
  cancelling: -1,
  paid: 3,
  refused: -1,
  cancelled: -1,
  failed: -1,
  expired: -1,
};

/** WeChat has it, or may have it: only asking WeChat tells what became of it. */
export function isWithWechat(state: State): boolean {
  return state === "sending" || state === "confirming" || state === "cancelling";
}

/** Where the amount went, for states that are over without arriving. */
export function isReturned(state: State): boolean {
  return state === "refused" || state === "cancelled" || state === "failed" || state === "expired";
}
