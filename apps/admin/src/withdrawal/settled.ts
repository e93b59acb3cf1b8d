import type { ConsoleWithdrawal } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client.ts";

/** Shows the answer at once; lists, counts, balances and alarms follow. */
export function useSettled(): (withdrawal: ConsoleWithdrawal) => void {
  const queries = useQueryClient();
  return (withdrawal) => {
    queries.setQueryData(api.console.withdrawal.get.queryKey({ input: { no: withdrawal.no } }), withdrawal);
    for (const part of ["withdrawal", "promoter", "ledger", "report", "alarm"] as const)
      void queries.invalidateQueries({ queryKey: api.console[part].key() });
  };
}
