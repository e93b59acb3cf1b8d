import type { ReactElement } from "react";
import { changePermille } from "../design/delta.tsx";
import { fenText } from "../design/money.tsx";

const COUNT = new Intl.NumberFormat("en-US");

/** "+1,280.00": the sign stands on both sides of 0. */
export function signedFen(fen: number): string {
  return fen > 0 ? `+${fenText(fen)}` : fenText(fen);
}

function permilleText(permille: number): string {
  const abs = Math.abs(permille);
  return `${permille > 0 ? "+" : "-"}${COUNT.format((abs - (abs % 10)) / 10)}.${abs % 10}%`;
}

/** How a candidate differs from the active plan; `goodWhen` says which direction is good for the shop. */
export function Difference({
  now,
  before,
  unit,
  goodWhen,
}: {
  now: number;
  before: number;
  unit: "fen" | "bps" | "count";
  goodWhen: "up" | "down" | null;
}): ReactElement {
  const change = now - before;
  if (change === 0) return <span className="by-sim-diff num">持平</span>;
  const tone = goodWhen === null ? "" : change > 0 === (goodWhen === "up") ? "is-good" : "is-bad";
  const permille = unit === "fen" ? changePermille(now, before) : null;
  const text =
    unit === "fen"
      ? `${change > 0 ? "+" : "-"}¥${fenText(Math.abs(change))}`
      : unit === "bps"
        ? `${signedFen(change)} 个百分点`
        : `${change > 0 ? "+" : ""}${COUNT.format(change)}`;
  return (
    <span className={`by-sim-diff num ${tone}`}>
      {text}
      {permille !== null && permille !== 0 && <small>{permilleText(permille)}</small>}
    </span>
  );
}
