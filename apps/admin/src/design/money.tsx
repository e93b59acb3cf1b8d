import type { ReactElement } from "react";
import "./money.css";

const GROUP = new Intl.NumberFormat("en-US");

/** Parts of an amount in fen: sign, grouped yuan, two digits of fen. Integer arithmetic only. */
export function splitFen(fen: number): { sign: string; yuan: string; cents: string } {
  const abs = Math.abs(fen);
  const cents = abs % 100;
  return {
    sign: fen < 0 ? "-" : "",
    yuan: GROUP.format((abs - cents) / 100),
    cents: String(cents).padStart(2, "0"),
  };
}

/** "1,280.00": an amount for plain text and files. */
export function fenText(fen: number): string {
  const { sign, yuan, cents } = splitFen(fen);
  return `${sign}${yuan}.${cents}`;
}

/** "20,000" or "12.50" of an amount ≥ 0: whole yuan without their zeros, for sentences that read a rule. */
export function shortFen(fen: number | bigint): string {
  const whole = BigInt(fen);
  const cents = whole % 100n;
  const yuan = GROUP.format(whole / 100n);
  return cents === 0n ? yuan : `${yuan}.${String(cents).padStart(2, "0")}`;
}

/** "1,280": how many of something, set apart as amounts are. */
export function countText(count: number): string {
  return GROUP.format(count);
}

export type MoneyTone = "ink" | "price" | "earn" | "muted";

/** An amount with a small ¥, a large integer part and small fen. */
export function Money({
  fen,
  size = 14,
  tone = "ink",
  signed = false,
}: {
  fen: number;
  size?: number;
  tone?: MoneyTone;
  signed?: boolean;
}): ReactElement {
  const { sign, yuan, cents } = splitFen(fen);
  const shownSign = sign || (signed && fen > 0 ? "+" : "");
  return (
    <span className={`by-money by-money-${tone} num`} style={{ fontSize: size }}>
      {shownSign}
      <span className="by-money-yen">¥</span>
      {yuan}
      <span className="by-money-cents">.{cents}</span>
    </span>
  );
}

/** Reads "12.3" typed by a person as 1230 fen; null when it is no amount with at most two decimals. */
export function parseYuan(typed: string): number | null {
  const match = /^([0-9]{1,8})(?:\.([0-9]{1,2}))?$/.exec(typed.trim().replaceAll(",", ""));
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0") || "0");
}

/** "12.30" → what an input shows for 1230 fen: no grouping. */
export function yuanInput(fen: number): string {
  const abs = Math.abs(fen);
  const cents = abs % 100;
  return `${fen < 0 ? "-" : ""}${(abs - cents) / 100}.${String(cents).padStart(2, "0")}`;
}
