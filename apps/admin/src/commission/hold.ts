import type { MoneyChange } from "../design/changes.tsx";

export interface Balances {
  estimated_fen: number;
  held_fen: number;
  available_fen: number;
}

interface Held {
  state: string;
  kept_fen: number;
  settled_at: string | null;
}

/** Whether a settled commission cannot be held, because its money has been withdrawn already. */
export function isSpent(commission: Held, balances: Balances): boolean {
  return (
    commission.state !== "held" &&
    commission.settled_at !== null &&
    commission.kept_fen > balances.available_fen
  );
}

/**
 * What holding or releasing a commission does to its promoter's balances: out of 预估 before settlement and out of 可提现
 * after it, and back the same way.
 */
export function holdChanges(commission: Held, balances: Balances): MoneyChange[] {
  const settled = commission.settled_at !== null;
  const from = settled ? balances.available_fen : balances.estimated_fen;
  const moved = commission.state === "held" ? -commission.kept_fen : commission.kept_fen;
  return [
    { label: settled ? "可提现" : "预估", beforeFen: from, afterFen: from - moved },
    { label: "冻结", beforeFen: balances.held_fen, afterFen: balances.held_fen + moved },
  ];
}
