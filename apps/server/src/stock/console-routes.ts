import { api } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { adjustStock } from "./adjust.ts";
import { selectLog } from "./store.ts";
import { stockReasonText } from "./words.ts";

export const stockConsoleRoutes = {
  adjust: api.console.stock.adjust.handler(({ input, context }) => adjustStock(context, input)),
  log: api.console.stock.log.handler(async ({ input, context }) => {
    const [createdUs, id] = decodeCursor(input.cursor, 2) ?? [];
    const rows = await selectLog(context.services.database.query, {
      productId: BigInt(input.product_id),
      skuId: input.sku_id === undefined ? null : BigInt(input.sku_id),
      after: createdUs === undefined || id === undefined ? null : { createdUs, id },
      limit: input.limit,
    });
    return pageOf(
      rows,
      input.limit,
      (row) => [row.created_us, row.id],
      (row) => ({
        id: String(row.id),
        sku_id: String(row.sku_id),
        spec: row.spec,
        delta: row.delta,
        on_hand_after: row.on_hand_after,
        reason: row.reason,
        reason_text: stockReasonText(row.reason),
        ref: row.ref,
        note: row.note,
        staff: row.staff,
        created_at: row.created_at.toISOString(),
      }),
    );
  }),
};
