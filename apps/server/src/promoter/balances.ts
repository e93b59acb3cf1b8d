/** An account's row → the balances that promoter and operator see. */
import type { PromoterBalances } from "@banyan/contract";
import { toWire } from "@banyan/kernel";

export interface BalanceRow {
  estimated_fen: bigint;
  held_fen: bigint;
  available_fen: bigint;
  withdrawing_fen: bigint;
  debt_fen: bigint;
  /** Withdrawn and arrived, fees included. */
  paid_out_fen: bigint;
  /** Rewards and corrections so far, forgiven debt included. */
  adjusted_fen: bigint;
}

/**
 * 已结算 is what all settlements less later clawbacks have come to: it lies in available, is on its way, or has arrived; what the shop
 * gave, took or forgave is told apart.
 */
export function toBalances(row: BalanceRow): PromoterBalances {
  return {
    estimated_fen: toWire(row.estimated_fen),
    held_fen: toWire(row.held_fen),
    available_fen: toWire(row.available_fen),
    withdrawing_fen: toWire(row.withdrawing_fen),
    debt_fen: toWire(row.debt_fen),
    settled_fen: toWire(
      row.available_fen + row.withdrawing_fen + row.paid_out_fen - row.debt_fen - row.adjusted_fen,
    ),
    paid_out_fen: toWire(row.paid_out_fen),
    adjusted_fen: toWire(row.adjusted_fen),
  };
}
