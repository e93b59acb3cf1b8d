import type { ConsoleAftersale } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import { api, staffOf } from "../http/context.ts";
import { likePattern } from "../http/like.ts";
import { refuse } from "../http/refusal.ts";
import { decodeTimeKey, timePage } from "../http/time-cursor.ts";
import { buyerOf } from "../order/console-read.ts";
import { timelineOf } from "../order/read.ts";
import { orderStateText } from "../order/words.ts";
import type { Services } from "../services.ts";
import { act } from "../staff/act.ts";
import { type ConsoleCase, listConsoleCases, readConsoleCase } from "./console-store.ts";
import { approveCase, rejectCase } from "./decide.ts";
import { caseCardOf, isoText } from "./read.ts";

export const aftersaleConsoleRoutes = {
  list: api.console.aftersale.list.handler(async ({ input, context }) => {
    const rows = await listConsoleCases(context.services.database.query, {
      state: input.state ?? null,
      like: input.q ? likePattern(input.q) : null,
      numberPrefix: input.q?.toUpperCase() ?? null,
      before: decodeTimeKey(input.cursor),
      limit: input.limit + 1,
    });
    return timePage(rows, input.limit, rowOf);
  }),
  get: api.console.aftersale.get.handler(({ input, context }) => consoleCase(context.services, input.no)),
  approve: api.console.aftersale.approve.handler(async ({ input, context }) => {
    const buyerId = buyerOf("aftersale", input.no);
    await act(context, {
      action: "aftersale.approve",
      target: `aftersale:${input.no}`,
      work: async (tx) => {
        const decision = { buyerId, no: input.no, staffId: staffOf(context).id, note: input.note };
        const changed = await approveCase(tx, { ...decision, confirmFen: BigInt(input.confirm_fen) });
        return { result: undefined, ...changed };
      },
    });
    return consoleCase(context.services, input.no);
  }),
  reject: api.console.aftersale.reject.handler(async ({ input, context }) => {
    const buyerId = buyerOf("aftersale", input.no);
    await act(context, {
      action: "aftersale.reject",
      target: `aftersale:${input.no}`,
      work: async (tx) => {
        const changed = await rejectCase(tx, {
          buyerId,
          no: input.no,
          staffId: staffOf(context).id,
          note: input.note,
        });
        return { result: undefined, ...changed };
      },
    });
    return consoleCase(context.services, input.no);
  }),
};

/** @throws Refusal not_found */
async function consoleCase(services: Services, no: string): Promise<ConsoleAftersale> {
  const row =
    (await readConsoleCase(services.database.query, buyerOf("aftersale", no), no)) ?? refuse("not_found");
  return { ...rowOf(row), timeline: timelineOf(row.events) };
}

function rowOf(row: ConsoleCase): Omit<ConsoleAftersale, "timeline"> {
  return {
    ...caseCardOf(row),
    buyer: { id: String(row.buyer_id), nickname: row.nickname },
    order_state_text: orderStateText(row.order_state),
    order_payable_fen: toWire(row.order_payable_fen),
    order_refunded_fen: toWire(row.order_refunded_fen),
    note: row.note,
    pictures: row.pictures,
    decision_note: row.decision_note,
    decided_by: row.decided_by,
    refund: row.refund && { ...row.refund, succeeded_at: isoText(row.refund.succeeded_at) },
  };
}
