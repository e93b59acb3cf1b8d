import { api } from "../http/context.ts";
import { readSheet, requestSheet } from "./batch.ts";
import {
  adjustmentCounts,
  consoleAdjustmentOf,
  consoleAdjustmentPage,
  previewAdjustment,
} from "./console-read.ts";
import { approveAdjustment, cancelAdjustment, refuseAdjustment } from "./decide.ts";
import { requestAdjustment } from "./request.ts";

export const adjustmentConsoleRoutes = {
  list: api.console.adjustment.list.handler(({ input, context }) =>
    consoleAdjustmentPage(context.services, input),
  ),
  counts: api.console.adjustment.counts.handler(({ context }) => adjustmentCounts(context.services)),
  preview: api.console.adjustment.preview.handler(({ input, context }) =>
    previewAdjustment(context.services, {
      ownerId: BigInt(input.promoter_id),
      kind: input.kind,
      amountFen: BigInt(input.amount_fen),
    }),
  ),
  get: api.console.adjustment.get.handler(({ input, context }) => consoleAdjustmentOf(context, input.no)),
  request: api.console.adjustment.request.handler(({ input, context }) => requestAdjustment(context, input)),
  readSheet: api.console.adjustment.readSheet.handler(({ input, context }) =>
    readSheet(context.services, input),
  ),
  requestSheet: api.console.adjustment.requestSheet.handler(({ input, context }) =>
    requestSheet(context, input),
  ),
  approve: api.console.adjustment.approve.handler(({ input, context }) =>
    approveAdjustment(context, { no: input.no, confirmFen: BigInt(input.confirm_fen), note: input.note }),
  ),
  refuse: api.console.adjustment.refuse.handler(({ input, context }) => refuseAdjustment(context, input)),
  cancel: api.console.adjustment.cancel.handler(({ input, context }) => cancelAdjustment(context, input.no)),
};
