import type { ReactElement } from "react";

const TINTS = ["#E8F3EE", "#FBF3E2", "#EBF1F8", "#FDEFEC", "#F1EEF7"] as const;
const INKS = ["#0A5F45", "#8A5A06", "#2B5F9E", "#C8321E", "#5E4B8B"] as const;

/** A customer's picture, or the first letter of the nickname on a tint that stays theirs. */
export function Face({
  customer,
  size,
}: {
  customer: { id: string; nickname: string; avatar: string | null };
  size: number;
}): ReactElement {
  const box = { width: size, height: size };
  if (customer.avatar) {
    return (
      <img
        src={customer.avatar}
        alt=""
        style={{ ...box, borderRadius: "50%", objectFit: "cover", flex: "none" }}
      />
    );
  }
  const pick = Number(BigInt(customer.id) % BigInt(TINTS.length));
  return (
    <span
      className="by-avatar"
      style={{ ...box, background: TINTS[pick], color: INKS[pick], fontSize: Math.round(size * 0.42) }}
    >
      {[...(customer.nickname || "微")][0]}
    </span>
  );
}
