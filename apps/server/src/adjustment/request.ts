/** Somebody of the shop asks for money to be moved; nothing moves until a second person approves. */
import type { ConsoleAdjustment } from "@banyan/contract";
import { type AdjustmentKind, ownerOf } from "@banyan/kernel";
import { parseKey } from "../commission/key.ts";
import type { Tx } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { newNumber } from "../number.ts";
import { act } from "../staff/act.ts";
import { consoleAdjustmentOf } from "./console-read.ts";
import { customerOfStaff, insertAdjustments, lockAccounts, refExists, selectTargets } from "./store.ts";
import { adjustmentLimits, balancesOf, blockOf, refuseBlocked } from "./terms.ts";

export interface AdjustmentInput {
  request_key: string;
  promoter_id: string;
  kind: AdjustmentKind;
  amount_fen: number;
  confirm_fen: number;
  reason: string;
  ref: string;
}

/**
 * Once per request key.
 * @throws Refusal own_matter, request_key_reused, amount_mismatch at confirm_fen, account_gone and not_a_promoter at promoter_id, invalid_input at ref
 * (no such order or commission); above_adjustment_limit, above_adjustment_day, exceeds_available and exceeds_debt at amount_fen
 */
export async function requestAdjustment(
  context: Context,
  input: AdjustmentInput,
): Promise<ConsoleAdjustment> {
  const { services } = context;
  const ownerId = BigInt(input.promoter_id);
  const [limits, { agreement_version: version }] = await Promise.all([
    adjustmentLimits(services),
    services.settings.get("promoter"),
  ]);
  if (input.confirm_fen !== input.amount_fen) refuse("amount_mismatch", { field: "confirm_fen" });
  const { request_key: requestKey, ...content } = input;
  const no = await act(context, {
    action: "adjustment.request",
    target: "adjustment",
    concerns: [ownerId],
    once: { requestKey, content, repeat: async (target) => target.split(":")[1] ?? "" },
    work: async (tx, at) => {
      // A closing takes the account too, before it looks at what is open: one of the two sees the other.
      await lockAccounts(tx, [ownerId]);
      const target = (await selectTargets(tx, [ownerId])).get(ownerId);
      const amountFen = BigInt(input.amount_fen);
      refuseBlocked(
        blockOf({ kind: input.kind, amountFen }, target, version, { ...limits, todayFen: 0n }),
        limits,
      );
      if (input.ref !== "") await checkRef(tx, ownerId, input.ref);

      // Nothing can be refused from here on.
      const made = newNumber("adjustment", ownerId, at);
      const staffId = staffOf(context).id;
      const by = { staffId, customerId: await customerOfStaff(tx, staffId), batchId: null, at };
      const row = { ownerId, no: made, kind: input.kind, amountFen, reason: input.reason, ref: input.ref };
      await insertAdjustments(tx, [row], by);
      const after = { ...content, promoter_id: input.promoter_id };
      return { result: made, before: balancesOf(target), after, target: `adjustment:${made}` };
    },
  });
  return consoleAdjustmentOf(context, no);
}

/** @throws Refusal invalid_input at ref */
async function checkRef(tx: Tx, ownerId: bigint, ref: string): Promise<void> {
  const [orderNo = ""] = ref.split("-");
  const buyerId = ownerOf("order", orderNo);
  const line = ref.includes("-") ? parseKey(ref) : null;
  if (buyerId === null || !(await refExists(tx, { buyerId, orderNo, ownerId, line })))
    refuse("invalid_input", { field: "ref", message: "没有这个订单，或者不是这位分销员的佣金" });
}
