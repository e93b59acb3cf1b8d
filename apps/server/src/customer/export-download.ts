/** The link to an export: made for its owner, good for minutes, and of no use for anything else. */
import { timingSafeEqual } from "node:crypto";
import { pipeline } from "node:stream";
import { EXPORT_FORMATS } from "@banyan/contract";
import type { FastifyInstance } from "fastify";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { openFileKey } from "./export.ts";
import { type ExportFormat, readSealed } from "./export-files.ts";
import { linkEnd, selectKey } from "./export-store.ts";

const MINUTES = 10;
const PATH = "/download/export";
const TYPES: Record<ExportFormat, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
};

interface Ticket {
  customerId: bigint;
  id: bigint;
  format: ExportFormat;
  /** Seconds of real time. */
  ends: bigint;
}

const signed = (services: Services, words: string) => services.seal.index(`export-link:${words}`);
const wordsOf = ({ customerId, id, format, ends }: Ticket) => `${customerId}.${id}.${format}.${ends}`;

/** @throws Refusal not_found (also for another person's), export_gone, export_open (not ready yet) */
export async function exportLink(
  services: Services,
  customerId: bigint,
  input: { export_id: string; format: ExportFormat },
): Promise<{ path: string; expires_at: string }> {
  const id = BigInt(input.export_id);
  const found = (await linkEnd(services.database.query, customerId, id, MINUTES)) ?? refuse("not_found");
  if (found.state === "expired") refuse("export_gone");
  if (found.state !== "ready") refuse(found.state === "failed" ? "not_found" : "export_open");
  const words = wordsOf({ customerId, id, format: input.format, ends: found.ends });
  return {
    path: `${PATH}/${words}.${signed(services, words)}`,
    expires_at: new Date(Number(found.ends) * 1000).toISOString(),
  };
}

const TICKET = /^(([1-9][0-9]{0,17})\.([1-9][0-9]{0,17})\.([a-z]{3,4})\.([0-9]{1,12}))\.([0-9A-Za-z_-]{43})$/;

function readTicket(services: Services, text: string): Ticket | null {
  const [, words, owner, id, format, ends, signature] = TICKET.exec(text) ?? [];
  if (!words || !owner || !id || !ends || !signature) return null;
  const right = Buffer.from(signed(services, words));
  const given = Buffer.from(signature);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return null;
  const known = EXPORT_FORMATS.find((one) => one === format);
  return known === undefined
    ? null
    : { customerId: BigInt(owner), id: BigInt(id), format: known, ends: BigInt(ends) };
}

/** GET /download/export/<ticket>: the file itself, streamed. Refusals: not_found, export_gone. */
export function registerDownloads(app: FastifyInstance, services: Services): void {
  app.get<{ Params: { ticket: string } }>(`${PATH}/:ticket`, async (request, reply) => {
    const ticket = readTicket(services, request.params.ticket) ?? refuse("not_found");
    const { customerId, id, format } = ticket;
    const row = (await selectKey(services.database.query, ticket)) ?? refuse("export_gone");
    if (row === "late") refuse("export_gone", { message: "下载链接已失效，请回到“导出我的数据”重新获取" });
    const key = openFileKey(services.seal, customerId, id, row.key_sealed);
    const file =
      (await readSealed(services.config.dataDir, { customerId, id, format, key })) ?? refuse("export_gone");
    const name = `my-data-${row.day}.${format}`;
    reply
      .header("content-type", TYPES[format])
      .header("content-length", file.bytes)
      .header("content-disposition", `attachment; filename="${name}"`)
      .header("cache-control", "no-store")
      .header("x-content-type-options", "nosniff")
      .header("referrer-policy", "no-referrer");
    // A reader that goes away, or a file cut short, ends both; what was sent stays short of its announced length.
    pipeline(file.from, file.through, () => undefined);
    return reply.send(file.through);
  });
}
