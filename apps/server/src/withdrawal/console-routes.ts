import { api, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { cancelByShop } from "./cancel.ts";
import {
  consoleWithdrawal,
  consoleWithdrawalPage,
  twoPeopleFrom,
  withdrawalCounts,
  withdrawalOwner,
} from "./console-read.ts";
import { approveWithdrawal, refuseWithdrawal } from "./decide.ts";
import { drivePayoutOf } from "./drive.ts";
import { cancelSettlement, decideSettlement, requestSettlement } from "./settle.ts";

export const withdrawalConsoleRoutes = {
  list: api.console.withdrawal.list.handler(({ input, context }) =>
    consoleWithdrawalPage(context.services, input),
  ),
  counts: api.console.withdrawal.counts.handler(({ context }) => withdrawalCounts(context.services)),
  get: api.console.withdrawal.get.handler(({ input, context }) =>
    consoleWithdrawal(context.services, staffOf(context), input.no),
  ),
  approve: api.console.withdrawal.approve.handler(async ({ input, context }) => {
    const decision = { ownerId: withdrawalOwner(input.no), no: input.no, staffId: staffOf(context).id };
    const twoPeopleFen = await twoPeopleFrom(context.services);
    await act(context, {
      action: "withdrawal.approve",
      target: `withdrawal:${input.no}`,
      work: async (tx) => {
        const confirmFen = BigInt(input.confirm_fen);
        const changed = await approveWithdrawal(tx, {
          ...decision,
          note: input.note,
          confirmFen,
          twoPeopleFen,
        });
        return { result: undefined, ...changed };
      },
    });
    return consoleWithdrawal(context.services, staffOf(context), input.no);
  }),
  refuse: api.console.withdrawal.refuse.handler(async ({ input, context }) => {
    const decision = { ownerId: withdrawalOwner(input.no), no: input.no, staffId: staffOf(context).id };
    await act(context, {
      action: "withdrawal.refuse",
      target: `withdrawal:${input.no}`,
      work: async (tx) => {
        const changed = await refuseWithdrawal(tx, { ...decision, note: input.note });
        return { result: undefined, ...changed };
      },
    });
    return consoleWithdrawal(context.services, staffOf(context), input.no);
  }),
  cancel: api.console.withdrawal.cancel.handler(async ({ input, context }) => {
    const ownerId = withdrawalOwner(input.no);
    await act(context, {
      action: "withdrawal.cancel",
      target: `withdrawal:${input.no}`,
      work: async (tx) => {
        const changed = await cancelByShop(tx, { ownerId, no: input.no, note: input.note });
        return { result: undefined, ...changed };
      },
    });
    await drivePayoutOf(context.services, ownerId, input.no);
    return consoleWithdrawal(context.services, staffOf(context), input.no);
  }),
  settle: api.console.withdrawal.settle.handler(async ({ input, context }) => {
    const ownerId = withdrawalOwner(input.no);
    const { request_key: requestKey, ...content } = input;
    const finding = {
      outcome: input.outcome,
      billNo: input.outcome === "paid" ? input.bill_no : "",
      amountFen: BigInt(input.amount_fen),
    };
    await act(context, {
      action: "withdrawal.settle",
      target: `withdrawal:${input.no}`,
      concerns: [ownerId],
      once: { requestKey, content, repeat: async () => undefined },
      work: async (tx) => {
        const { no, reason, evidence } = input;
        const asked = { ownerId, no, staffId: staffOf(context).id, finding, reason, evidence };
        return { result: undefined, ...(await requestSettlement(tx, asked)) };
      },
    });
    return consoleWithdrawal(context.services, staffOf(context), input.no);
  }),
  decideSettlement: api.console.withdrawal.decideSettlement.handler(async ({ input, context }) => {
    const ownerId = withdrawalOwner(input.no);
    const { no, approve, note } = input;
    if (!approve && note === "") refuse("invalid_input", { field: "note", message: "请填写拒绝的原因" });
    await act(context, {
      action: approve ? "withdrawal.settle_approve" : "withdrawal.settle_refuse",
      target: `withdrawal:${no}`,
      concerns: [ownerId],
      work: async (tx) => {
        const staffId = staffOf(context).id;
        const id = BigInt(input.settlement_id);
        const decision = { ownerId, no, id, staffId, approve, confirmFen: BigInt(input.confirm_fen), note };
        return { result: undefined, ...(await decideSettlement(tx, decision)) };
      },
    });
    return consoleWithdrawal(context.services, staffOf(context), no);
  }),
  cancelSettlement: api.console.withdrawal.cancelSettlement.handler(async ({ input, context }) => {
    const ownerId = withdrawalOwner(input.no);
    await act(context, {
      action: "withdrawal.settle_cancel",
      target: `withdrawal:${input.no}`,
      concerns: [ownerId],
      work: async (tx) => {
        const staffId = staffOf(context).id;
        const id = BigInt(input.settlement_id);
        return { result: undefined, ...(await cancelSettlement(tx, { ownerId, no: input.no, id, staffId })) };
      },
    });
    return consoleWithdrawal(context.services, staffOf(context), input.no);
  }),
  ask: api.console.withdrawal.ask.handler(async ({ input, context }) => {
    const before = await consoleWithdrawal(context.services, staffOf(context), input.no);
    await act(context, {
      action: "withdrawal.ask",
      target: `withdrawal:${input.no}`,
      work: async () => ({ result: undefined, before: { state: before.state }, after: null }),
    });
    await drivePayoutOf(context.services, withdrawalOwner(input.no), input.no);
    return consoleWithdrawal(context.services, staffOf(context), input.no);
  }),
};
