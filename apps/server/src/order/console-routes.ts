import { openCase } from "../aftersale/open.ts";
import { api, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { buyerOf, consoleOrderDetail, consoleOrderPage } from "./console-read.ts";
import { countStates, insertNote, sealedContact } from "./console-store.ts";
import { openContact } from "./contact.ts";
import { shipOrder } from "./ship.ts";
import { lockOrder } from "./store.ts";

export const orderConsoleRoutes = {
  list: api.console.order.list.handler(({ input, context }) => consoleOrderPage(context.services, input)),
  counts: api.console.order.counts.handler(async ({ context }) => ({
    counts: Object.fromEntries(
      (await countStates(context.services.database.query)).map((row) => [row.state, row.count]),
    ),
  })),
  get: api.console.order.get.handler(({ input, context }) => consoleOrderDetail(context.services, input.no)),
  ship: api.console.order.ship.handler(async ({ input, context }) => {
    const buyerId = buyerOf("order", input.no);
    const { receive_days } = await context.services.settings.get("order");
    await act(context, {
      action: "order.ship",
      target: `order:${input.no}`,
      work: async (tx) => {
        const changed = await shipOrder(tx, {
          buyerId,
          no: input.no,
          carrier: input.carrier,
          trackingNo: input.tracking_no,
          note: input.note,
          receiveDays: receive_days,
        });
        return { result: undefined, ...changed };
      },
    });
    return consoleOrderDetail(context.services, input.no);
  }),
  note: api.console.order.note.handler(async ({ input, context }) => {
    const buyerId = buyerOf("order", input.no);
    const staffId = staffOf(context).id;
    await act(context, {
      action: "order.note",
      target: `order:${input.no}`,
      once: { requestKey: input.request_key, repeat: async () => undefined },
      work: async (tx, now) => {
        (await lockOrder(tx, buyerId, input.no)) ?? refuse("not_found");
        await insertNote(tx, {
          buyerId,
          no: input.no,
          text: input.text,
          staffId,
          requestKey: input.request_key,
          at: now,
        });
        return { result: undefined, before: null, after: { length: input.text.length } };
      },
    });
    return consoleOrderDetail(context.services, input.no);
  }),
  refund: api.console.order.refund.handler(async ({ input, context }) => {
    const buyerId = buyerOf("order", input.no);
    const { aftersale_days } = await context.services.settings.get("order");
    await act(context, {
      action: "order.refund",
      target: `order:${input.no}`,
      once: { requestKey: input.request_key, repeat: async () => undefined },
      work: async (tx) => {
        const opened = await openCase(tx, {
          buyerId,
          orderNo: input.no,
          requestKey: input.request_key,
          lines: input.lines.map((line) => ({
            lineNo: line.line_no,
            quantity: line.quantity,
            amountFen: BigInt(line.amount_fen),
          })),
          reason: input.reason,
          note: "",
          pictures: [],
          aftersaleDays: aftersale_days,
          shop: {
            staffId: staffOf(context).id,
            withFreight: input.with_freight,
            confirmFen: BigInt(input.confirm_fen),
          },
        });
        return {
          result: undefined,
          before: null,
          after: { aftersale: opened.no, refund_fen: opened.totalFen },
        };
      },
    });
    return consoleOrderDetail(context.services, input.no);
  }),
  reveal: api.console.order.reveal.handler(({ input, context }) =>
    act(context, {
      action: "order.reveal",
      target: `order:${input.no}`,
      work: async (tx) => {
        const buyerId = buyerOf("order", input.no);
        const sealed = (await sealedContact(tx, buyerId, input.no)) ?? refuse("not_found");
        const contact = openContact(context.services.seal, buyerId, input.no, sealed);
        return {
          result: {
            recipient: contact.recipient,
            phone: contact.phone,
            address: `${contact.region.join(" ")} ${contact.detail}`,
          },
          before: null,
          after: { reason: input.reason },
        };
      },
    }),
  ),
};
