/** The transfers of a month, page by page, as promoter and console see them. */
import type { ConsoleStatementLine, StatementLine } from "@banyan/contract";
import { spanOfMonth } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import { keyText } from "../commission/key.ts";
import { maskOrderNo } from "../commission/words.ts";
import type { Tables } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { accountText, transferText } from "../ledger/words.ts";
import { type LineCursor, type LineFacts, listLines } from "./store.ts";
import { aboutText } from "./words.ts";

export interface LinesInput {
  month: string;
  cursor?: string | undefined;
  limit: number;
}

/** One statement. @param toItem how much of other people's orders is shown */
export async function linesPage<Item>(
  query: Kysely<Tables>,
  ownerId: bigint,
  input: LinesInput,
  toItem: (row: LineFacts, ownerId: bigint) => Item,
): Promise<{ items: Item[]; next_cursor: string | null }> {
  const rows = await linesAfter(query, ownerId, input.month, decode(input.cursor), input.limit + 1);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return { items: shown.map((row) => toItem(row, ownerId)), next_cursor: last ? encode(last) : null };
}

/** Up to `limit` lines after a place, newest first. */
export function linesAfter(
  query: Kysely<Tables>,
  ownerId: bigint,
  month: string,
  after: LineCursor | null,
  limit: number,
): Promise<LineFacts[]> {
  const { startsAt, endsAt } = spanOfMonth(month);
  return listLines(query, ownerId, { startsAt, endsAt, after, limit });
}

/** As the promoter reads it: of another person's order only its end. */
export function lineOf(row: LineFacts, ownerId: bigint): StatementLine {
  const isCommission = row.buyer_id !== null;
  const foreign = row.buyer_id !== ownerId && row.ref.startsWith("D");
  return {
    at: row.event_at.toISOString(),
    kind: row.kind,
    title: transferText(row.kind),
    what: row.name ?? row.reason ?? aboutText(row.kind),
    ref: foreign ? maskOrderNo(row.ref) : row.ref,
    debit_text: accountText(row.debit),
    credit_text: accountText(row.credit),
    amount_fen: toWire(row.amount_fen),
    commission_key: isCommission ? commissionKeyOf(row) : null,
    withdrawal_no: row.ref.startsWith("W") ? row.ref : null,
  };
}

/** As the console reads it. */
export function consoleLineOf(row: LineFacts, ownerId: bigint): ConsoleStatementLine {
  return { ...lineOf(row, ownerId), ref: row.ref, order_no: row.ref.startsWith("D") ? row.ref : null };
}

function commissionKeyOf(row: LineFacts): string | null {
  const [orderNo = ""] = row.key.split(":");
  const { line_no: lineNo, position, share_kind: kind } = row;
  if (lineNo === null || position === null || kind === null) return null;
  return keyText({ orderNo, lineNo, position, kind });
}

const encode = (row: LineFacts) => `${row.at_us}~${Buffer.from(row.key).toString("base64url")}`;

function decode(cursor: string | undefined): LineCursor | null {
  if (cursor === undefined) return null;
  const [, us, key] = /^([0-9]{1,16})~([0-9A-Za-z_-]{1,150})$/.exec(cursor) ?? [];
  const text = key === undefined ? "" : Buffer.from(key, "base64url").toString("utf8");
  if (us === undefined || !/^[0-9A-Za-z:_.-]+$/.test(text) || BigInt(us) > LATEST_US)
    return refuse("invalid_input", { field: "cursor", message: "翻页位置不正确" });
  return { atUs: BigInt(us), key: text };
}

/** The year 9999, well inside what PostgreSQL's instants reach. */
const LATEST_US = 253_402_300_799_000_000n;
