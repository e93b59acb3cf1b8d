/** Counting: a preview says what a sheet of counted numbers would change, and posting does exactly that or nothing. */

import type { StockCountRow } from "@banyan/contract";
import { goodsText } from "@banyan/kernel";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import { type CountedSku, lockCounted, postCount, selectCounted } from "./count-store.ts";

export interface CountLine {
  sku_id?: string | undefined;
  code?: string | undefined;
  counted: number;
}

/** Line by line, in the order they came; nothing is written. */
export async function previewCount(
  context: Context,
  lines: readonly CountLine[],
): Promise<{ lines: StockCountRow[]; moves: number; refused: number }> {
  const found = await selectCounted(context.services.database.query, {
    skuIds: lines.flatMap((line) => (line.sku_id === undefined ? [] : [BigInt(line.sku_id)])),
    codes: lines.flatMap((line) => (line.sku_id === undefined && line.code ? [line.code] : [])),
  });
  const seen = new Set<bigint>();
  const rows = lines.map((line) => rowOf(line, found, seen));
  return {
    lines: rows,
    moves: rows.filter((row) => row.refusal === null && row.delta !== 0).length,
    refused: rows.filter((row) => row.refusal !== null).length,
  };
}

function rowOf(line: CountLine, found: readonly CountedSku[], seen: Set<bigint>): StockCountRow {
  const same = found.filter((sku) =>
    line.sku_id === undefined ? line.code && sku.code === line.code : String(sku.sku_id) === line.sku_id,
  );
  const [sku] = same;
  if (!sku || same.length > 1) {
    const refusal = sku
      ? ({ code: "ambiguous", message: "有几个规格用这个编码，请改用列表勾选" } as const)
      : ({ code: "not_found", message: line.code ? "没有这个编码的规格" : "没有这个规格" } as const);
    const unknown = { sku_id: null, product: "", spec: [], code: line.code ?? "" };
    return { ...unknown, before: 0, held: 0, after: line.counted, delta: 0, refusal };
  }
  const twice = seen.has(sku.sku_id);
  seen.add(sku.sku_id);
  return {
    sku_id: String(sku.sku_id),
    product: sku.product,
    spec: sku.spec,
    code: sku.code,
    before: sku.on_hand,
    held: sku.held,
    after: line.counted,
    delta: line.counted - sku.on_hand,
    refusal: twice
      ? { code: "twice", message: "这个规格在前面已有一行" }
      : line.counted < sku.held
        ? { code: "stock_below_zero", message: belowHeld(sku) }
        : null,
  };
}

const belowHeld = (sku: CountedSku) => `已有 ${sku.held} 件被订单占用，盘点数不能更少`;

export interface Count {
  request_key: string;
  note: string;
  lines: readonly { sku_id: string; counted: number; before: number }[];
}

/**
 * Once per request key, all lines or none. Lines that count what is there move nothing.
 * @returns how many SKUs moved
 * @throws Refusal not_found, stock_moved, stock_below_zero, invalid_input (a SKU twice) at lines.N; request_key_reused
 */
export async function postCounts(context: Context, input: Count): Promise<{ moved: number }> {
  const staffId = staffOf(context).id;
  const { note, lines } = input;
  const moving = lines.filter((line) => line.counted !== line.before);
  const counted = { moved: moving.length };
  await act(context, {
    action: "stock.count",
    target: "stock",
    once: { requestKey: input.request_key, content: { note, lines }, repeat: async () => counted },
    work: async (tx) => {
      const locked = await lockCounted(
        tx,
        lines.map((line) => BigInt(line.sku_id)),
      );
      const byId = new Map(locked.map((sku) => [String(sku.sku_id), sku]));
      checkLines(lines, byId);
      const moves = moving.map((line) => ({
        skuId: BigInt(line.sku_id),
        counted: line.counted,
        delta: line.counted - line.before,
      }));
      const event = { key: `count:${staffId}:${input.request_key}`, note, staffId };
      if (moves.length > 0) await postCount(tx, event, moves);
      const turned = moving.some(({ sku_id, counted, before }) => {
        const held = byId.get(sku_id)?.held ?? 0;
        return (before === held) !== (counted === held);
      });
      if (turned) await bumpVersion(tx, "catalog");
      const told = (pick: "before" | "counted") =>
        Object.fromEntries(moving.map((line) => [line.sku_id, line[pick]]));
      return { result: counted, before: told("before"), after: told("counted") };
    },
  });
  await context.services.versions.refresh();
  return counted;
}

function checkLines(lines: Count["lines"], byId: ReadonlyMap<string, CountedSku>): void {
  const seen = new Set<string>();
  lines.forEach((line, index) => {
    const field = `lines.${index}.counted`;
    const sku = byId.get(line.sku_id) ?? refuse("not_found", { field: `lines.${index}.sku_id` });
    const name = goodsText(sku.product, sku.spec);
    if (seen.has(line.sku_id)) refuse("invalid_input", { field, message: `${name}：重复了` });
    seen.add(line.sku_id);
    if (sku.on_hand !== line.before) {
      refuse("stock_moved", {
        field,
        message: `${name}：预览时 ${line.before} 件，现在 ${sku.on_hand} 件`,
      });
    }
    if (line.counted < sku.held) refuse("stock_below_zero", { field, message: `${name}：${belowHeld(sku)}` });
  });
}
