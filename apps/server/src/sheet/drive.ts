/**
 * The worker's part: applies a sheet chunk by chunk. Products, stock, audit and outcomes of a chunk are one transaction, so that a crash
 * at any moment leaves whole products and the next worker goes on behind them.
 */
import { type BulkProduct, saveProducts } from "../catalog/bulk.ts";
import { type Tx, violates } from "../db/database.ts";
import type { Services } from "../services.ts";
import { recordAct } from "../staff/act.ts";
import {
  endImport,
  forgetOld,
  holdImport,
  selectWaiting,
  takeDue,
  type Waiting,
  writeOutcomes,
} from "./drive-store.ts";

const CHUNK = 50;

/** One chunk of the oldest import that is due. @returns whether there may be more */
export async function driveSheets(services: Services): Promise<boolean> {
  const id = await takeDue(services.database.query);
  if (id === null) return forgetOld(services.database.query);
  let more = true;
  while (more) more = await applyNext(services, id);
  return true;
}

/**
 * Where somebody else takes a code in the very moment, the chunk is tried product by product, so that only that one is refused.
 */
async function applyNext(services: Services, id: bigint): Promise<boolean> {
  try {
    return await applyChunk(services, id, CHUNK);
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
  try {
    return await applyChunk(services, id, 1);
  } catch (error) {
    if (!isTaken(error)) throw error;
    return services.database.transact(async (tx) => {
      const held = await holdImport(tx, id);
      const [first] = held ? await selectWaiting(tx, id, 1) : [];
      if (!first) return false;
      await writeOutcomes(tx, id, [refusedRow(first, "编码刚刚被别的商品使用")]);
      return true;
    });
  }
}

const isTaken = (error: unknown) => violates(error, "sku_code") || violates(error, "product_code");

const keyOf = (id: bigint, ordinal: number) => `sheet:${id}:${ordinal}`;

/** @returns whether there may be more */
async function applyChunk(services: Services, id: bigint, limit: number): Promise<boolean> {
  return services.database.transact(async (tx) => {
    const held = await holdImport(tx, id);
    if (held === null) return false;
    const rows = await selectWaiting(tx, id, limit);
    if (rows.length === 0) {
      await endImport(tx, id);
      return false;
    }
    await recordAct(
      tx,
      { id: held.staff_id, role: held.role },
      { action: "sheet.save", target: `sheet:${id}` },
      async (at) => {
        const saved = await save(tx, id, rows, { staffId: held.staff_id, at });
        return { before: null, after: saved };
      },
    );
    return true;
  });
}

/** @returns what each product was and became, for the audit log */
async function save(tx: Tx, id: bigint, rows: readonly Waiting[], by: { staffId: bigint; at: Date }) {
  const outcomes = await saveProducts(
    tx,
    rows.map(
      ({ ordinal, product_id, version, wanted }): BulkProduct => ({
        ...wanted,
        requestKey: keyOf(id, ordinal),
        id: product_id === null ? null : String(product_id),
        version,
      }),
    ),
    by,
  );
  const of = new Map(outcomes.map((one) => [one.requestKey, one]));
  const told = rows.map((row) => {
    const one = of.get(keyOf(id, row.ordinal));
    if (one === undefined) throw new Error("a product of the chunk has no outcome");
    return "refused" in one
      ? { write: refusedRow(row, one.refused), audit: { name: row.name, refused: one.refused } }
      : {
          write: { ordinal: row.ordinal, product_id: one.productId, faults: [] },
          audit: {
            product: one.productId,
            ...(row.product_id === null ? { made: row.name } : { changes: row.changes }),
          },
        };
  });
  await writeOutcomes(
    tx,
    id,
    told.map(({ write }) => write),
  );
  return { products: told.map(({ audit }) => audit) };
}

function refusedRow({ ordinal, line }: Waiting, reason: string) {
  return { ordinal, product_id: null, faults: [{ line, column: "", reason }] };
}
