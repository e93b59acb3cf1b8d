import type { AftersaleCard } from "@banyan/contract";

/** How loud the state of a case is. */
export function caseTone({ state }: Pick<AftersaleCard, "state">): "way" | "good" | "over" {
  if (state === "requested" || state === "refunding") return "way";
  return state === "refunded" ? "good" : "over";
}

/** Stations of a refund. A case that was refused or withdrawn has none. */
export const STATIONS = ["提交申请", "商家同意", "退款到账"] as const;
export const STATION: Readonly<Record<string, number>> = { requested: 0, refunding: 1, refunded: 2 };
