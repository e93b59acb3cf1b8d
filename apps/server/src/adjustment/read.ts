/** Rows → what the promoter sees of what the shop gave, took or forgave. */
import type { PromoterAdjustment } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import { decodeTimeKey, timePage } from "../http/time-cursor.ts";
import type { Services } from "../services.ts";
import { listMine, type MineRow } from "./read-store.ts";
import { adjustmentKindText, saidOf } from "./words.ts";

export async function myAdjustments(
  services: Services,
  ownerId: bigint,
  input: { cursor?: string | undefined; limit: number },
): Promise<{ items: PromoterAdjustment[]; next_cursor: string | null }> {
  const before = decodeTimeKey(input.cursor);
  const rows = await listMine(services.database.query, ownerId, { before, limit: input.limit + 1 });
  return timePage(rows, input.limit, itemOf);
}

function itemOf(row: MineRow): PromoterAdjustment {
  const signed = row.kind === "write_off" ? 0n : row.kind === "minus" ? -row.amount_fen : row.amount_fen;
  return {
    no: row.no,
    kind: row.kind,
    kind_text: adjustmentKindText(row.kind),
    amount_fen: toWire(row.amount_fen),
    change_fen: toWire(signed),
    reason: row.reason,
    ref: row.ref,
    decided_at: row.created_at.toISOString(),
    said: saidOf({ kind: row.kind, amountFen: row.amount_fen, repaidFen: row.repaid_fen }),
  };
}
