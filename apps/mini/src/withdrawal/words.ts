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

/** The stations of the good way, and which one a state has reached; -1 where it left that way. */
export const STATIONS = ["申请", "店铺核对", "微信确认", "到账"] as const;
export const STATION: Readonly<Record<State, number>> = {
  reviewing: 0,
  checked: 0,
  sending: 1,
  confirming: 1,
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
