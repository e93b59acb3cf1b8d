/** A person's data, theirs to take along: asked for in the app, made by the worker, fetched through a link of minutes. */
import type { DataExport, DataExports } from "@banyan/contract";
import { violates } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { recordNotices } from "../notice/record.ts";
import type { Seal } from "../seal/seal.ts";
import type { Services } from "../services.ts";
import {
  type ExportFormat,
  type ExportTry,
  keepParts,
  listFiles,
  newFileKey,
  removeFiles,
  removeParts,
  writeSealed,
} from "./export-files.ts";
import {
  countRecent,
  type DueExport,
  dueExport,
  type ExportRow,
  expireExports,
  failExport,
  findExportByKey,
  finishExport,
  insertExport,
  selectExports,
  standingExports,
  stepExport,
  takeExport,
} from "./export-store.ts";
import { PARTS, writePackage, writeSheet } from "./export-write.ts";
import { requireOpen } from "./open.ts";

/** So many in so many days: each reads all there is of a person. */
const [MOST, DAYS] = [3, 7];
const HOURS = 72;
const TRIES = 3;

const LIMIT_TEXT = `每 ${DAYS} 天最多导出 ${MOST} 次，请过几天再来`;

function exportOf(row: ExportRow): DataExport {
  return {
    id: String(row.id),
    state: row.state,
    progress: row.state === "ready" ? 100 : row.parts === 0 ? 0 : Math.floor((row.done * 100) / row.parts),
    bytes: Number(row.bytes),
    requested_at: row.requested_at.toISOString(),
    ready_at: row.ready_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
  };
}

/** Two statements. */
export async function listExports(services: Services, customerId: bigint): Promise<DataExports> {
  const { query } = services.database;
  const rows = await selectExports(query, customerId);
  const open = rows.some(({ state }) => state === "requested" || state === "working");
  const full = (await countRecent(query, customerId, DAYS)) >= MOST;
  return { items: rows.map(exportOf), blocked: open ? "正在为您准备数据" : full ? LIMIT_TEXT : null };
}

/**
 * Once per request key, one at a time.
 * @throws Refusal export_open, export_limit, session_expired
 */
export async function requestExport(
  services: Services,
  customerId: bigint,
  requestKey: string,
): Promise<DataExport> {
  try {
    return await services.database.transact(async (tx) => {
      await requireOpen(tx, customerId);
      const known = await findExportByKey(tx, customerId, requestKey);
      if (known) return exportOf(known);
      if ((await countRecent(tx, customerId, DAYS)) >= MOST) refuse("export_limit", { message: LIMIT_TEXT });
      return exportOf(await insertExport(tx, customerId, requestKey));
    });
  } catch (error) {
    const again = violates(error, "data_export_customer_id_request_key_key");
    if (!again && !violates(error, "data_export_one_open")) throw error;
    const first = await findExportByKey(services.database.query, customerId, requestKey);
    return first ? exportOf(first) : refuse("export_open");
  }
}

const keyPlace = (customerId: bigint, id: bigint) => `data_export:key_sealed:${customerId}:${id}`;

/** The key under which an export's files were written. */
export function openFileKey(seal: Seal, customerId: bigint, id: bigint, sealed: Buffer): Buffer {
  return Buffer.from(seal.open<string>(keyPlace(customerId, id), sealed), "base64");
}

/** The worker's: makes the oldest that waits. @returns whether there may be more */
export async function driveExports(services: Services): Promise<boolean> {
  await sweepFiles(services);
  const due = await dueExport(services.database.query);
  if (due === null || !(await takeExport(services.database.query, due, PARTS))) return false;
  try {
    await make(services, due);
  } catch (error) {
    await removeParts(services.config.dataDir, tryOf(due));
    await failExport(services.database.query, due, TRIES);
    if (error !== OVER) services.log.error("export", error, { id: String(due.id) });
  }
  return true;
}

/** The account was closed, or another worker took over: nobody waits for these files. */
const OVER = new Error("the export is nobody's any more");

const tryOf = (due: DueExport): ExportTry => ({
  customerId: due.customer_id,
  id: due.id,
  nth: due.tries + 1,
});

async function make(services: Services, due: DueExport): Promise<void> {
  const { dataDir } = services.config;
  const { name: shop } = await services.settings.get("shop");
  const { customer_id: customerId, id } = due;
  const key = newFileKey();
  let done = 0;
  const step = async () => {
    done += 1;
    if (!(await stepExport(services.database.query, due, done))) throw OVER;
  };
  // As of one moment, so that orders and money agree.
  const bytes = await services.database.query
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => {
      const at = new Date(services.versions.businessNowMs());
      const writing = { tx, services, customerId, shop, at, step };
      const file = (format: ExportFormat) => ({ ...tryOf(due), format, key });
      const sheet = await writeSealed(dataDir, file("xlsx"), (sink) => writeSheet(sink, writing));
      return sheet + (await writeSealed(dataDir, file("zip"), (sink) => writePackage(sink, writing)));
    });
  const keySealed = services.seal.seal(keyPlace(customerId, id), key.toString("base64"));
  await services.database.transact(async (tx) => {
    const at = await finishExport(tx, due, { keySealed, bytes, hours: HOURS });
    if (at === null) throw OVER;
    await recordNotices(tx, [
      {
        customerId,
        eventKey: `export.ready:${id}`,
        topic: "export.ready",
        title: "您的数据已经备好",
        body: `请在 ${HOURS / 24} 天内下载，过期后自动删除。`,
        link: "/customer/export/index",
        at,
      },
    ]);
    // The row is locked, so no other try ends in between; last, so that nothing is left to fail but the commit.
    await keepParts(dataDir, tryOf(due));
  });
}

const SWEEP = 100;

/** Files of exports that have expired, or that lost their row with their person. */
async function sweepFiles(services: Services): Promise<void> {
  const { dataDir } = services.config;
  for (const { customer_id, id } of await expireExports(services.database.query, SWEEP))
    await removeFiles(dataDir, customer_id, id);
  const files = await listFiles(dataDir);
  if (files.length === 0) return;
  const standing = await standingExports(services.database.query, files);
  for (const { customerId, id } of files)
    if (!standing.has(`${customerId}-${id}`)) await removeFiles(dataDir, customerId, id);
}
