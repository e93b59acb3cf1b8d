import type { MoneyChange } from "../design/changes.tsx";

export interface Balances {
  estimated_fen: number;
  held_fen: number;
  available_fen: number;
}

/**
 * What holding or releasing a commission does to its promoter's balances: out of 预估 before settlement and out of 可提现
 * after it, and back the same way. Of a settled one no more can be held than is still available.
 */
export function holdChanges(
  commission: { state: string; kept_fen: number; settled_at: string | null },
  balances: Balances,
): MoneyChange[] {
  const release = commission.state === "held";
  const settled = commission.settled_at !== null;
  const from = settled ? balances.available_fen : balances.estimated_fen;
  const fen = release
    ? Math.min(commission.kept_fen, balances.held_fen)
    : Math.min(commission.kept_fen, Math.max(from, 0));
  const moved = release ? -fen : fen;
  return [
    { label: settled ? "可提现" : "预估", beforeFen: from, afterFen: from - moved },
    { label: "冻结", beforeFen: balances.held_fen, afterFen: balances.held_fen + moved },
  ];
}
