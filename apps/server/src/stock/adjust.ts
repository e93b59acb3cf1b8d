/** Moves a SKU's stock by hand. */
import type { STOCK_REASONS } from "@banyan/contract";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import { lockStock, moveStock, type StockRow, selectMoved } from "./store.ts";

/** Far above any shelf, far below what the column holds. */
const MAX_ON_HAND = 100_000_000;

interface Adjustment {
  sku_id: string;
  request_key: string;
  delta: number;
  reason: (typeof STOCK_REASONS)[number];
  note: string;
}

/**
 * Once per request key. Held units cannot be taken away.
 * @throws Refusal not_found, request_key_reused; stock_below_zero and invalid_input at delta
 */
export async function adjustStock(context: Context, input: Adjustment): Promise<StockRow> {
  const skuId = BigInt(input.sku_id);
  const staffId = staffOf(context).id;
  const eventKey = `adjust:${staffId}:${input.request_key}`;
  const stock = await act(context, {
    action: "stock.adjust",
    target: `sku:${input.sku_id}`,
    once: {
      requestKey: input.request_key,
      repeat: () => answerRepeat(context, skuId, eventKey, input.delta),
    },
    work: async (tx) => {
      const before = (await lockStock(tx, skuId)) ?? refuse("not_found");
      const after = { on_hand: before.on_hand + input.delta, held: before.held };
      checkBounds(before, after.on_hand);
      const { delta, reason, note } = input;
      await moveStock(tx, { skuId, eventKey, delta, reason, note, staffId });
      // Cached pages say only whether something is left.
      const turned = before.on_hand === before.held || after.on_hand === after.held;
      if (turned) await bumpVersion(tx, "catalog");
      return { result: after, before, after: { ...after, delta, reason } };
    },
  });
  await context.services.versions.refresh();
  return stock;
}

function checkBounds(stock: StockRow, wanted: number): void {
  if (wanted > MAX_ON_HAND) refuse("invalid_input", { field: "delta", message: "库存太大了" });
  if (wanted >= stock.held) return;
  refuse("stock_below_zero", {
    field: "delta",
    message: `现有 ${stock.on_hand} 件，其中 ${stock.held} 件已被订单占用，最多减 ${stock.on_hand - stock.held} 件`,
  });
}

async function answerRepeat(
  context: Context,
  skuId: bigint,
  eventKey: string,
  delta: number,
): Promise<StockRow> {
  const known = await selectMoved(context.services.database.query, skuId, eventKey);
  if (known?.delta !== delta) refuse("request_key_reused");
  return { on_hand: known.on_hand, held: known.held };
}
