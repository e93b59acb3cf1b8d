/** The shop's rules of withdrawing as domain takes them, and the facts of one promoter beside them. */
import type { WithdrawalFacts, WithdrawalTerms } from "@banyan/domain";
import type { Services } from "../services.ts";
import type { MoneyFacts } from "./facts-store.ts";

export async function withdrawalTerms(services: Services): Promise<WithdrawalTerms> {
  const [rules, promoter] = await Promise.all([
    services.settings.get("withdrawal"),
    services.settings.get("promoter"),
  ]);
  return {
    open: rules.open,
    minFen: BigInt(rules.min_fen),
    maxFen: BigInt(rules.max_fen),
    perDay: rules.per_day,
    feeBps: rules.fee_bps,
    automaticFen: BigInt(rules.automatic_fen),
    agreementVersion: promoter.agreement_version,
  };
}

export function factsOf(row: MoneyFacts): WithdrawalFacts {
  return {
    promoter: row.state === null ? null : { state: row.state, agreementVersion: row.agreement_version ?? 0 },
    availableFen: row.available_fen,
    debtFen: row.debt_fen,
    usedToday: row.used_today,
    // Whoever has left stands in no tier: what is theirs is theirs.
    tier:
      row.state === "closed"
        ? undefined
        : { maxFen: row.tier_max_fen, dayFen: row.tier_day_fen, usedFen: row.used_fen },
  };
}
