import type { MoneyChange } from "../design/changes.tsx";

interface Waiting {
  amount_fen: number;
  balances: { available_fen: number; withdrawing_fen: number };
}

/** The promoter's balances once the money has arrived: it left 可提现 when it was asked for. */
export function paidChanges({ amount_fen, balances }: Waiting): MoneyChange[] {
  return [
    { label: "可提现", beforeFen: balances.available_fen, afterFen: balances.available_fen },
    {
      label: "提现中",
      beforeFen: balances.withdrawing_fen,
      afterFen: balances.withdrawing_fen - amount_fen,
    },
  ];
}

/** The promoter's balances once the amount is returned. */
export function returnedChanges({ amount_fen, balances }: Waiting): MoneyChange[] {
  return [
    { label: "可提现", beforeFen: balances.available_fen, afterFen: balances.available_fen + amount_fen },
    {
      label: "提现中",
      beforeFen: balances.withdrawing_fen,
      afterFen: balances.withdrawing_fen - amount_fen,
    },
  ];
}
