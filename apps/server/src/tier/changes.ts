/** 等级变动: the history of one promoter, for them and for the console, or everybody's. */
import type { ConsoleTierChange, TierChange, TierFacts } from "@banyan/contract";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import type { Services } from "../services.ts";
import { type ChangeRow, listChanges } from "./progress-store.ts";
import { changeText } from "./words.ts";

interface PageInput {
  cursor?: string | undefined;
  limit: number;
}
interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** One statement; [] for whoever is no promoter. Who of the shop did it, and their note, stay in the shop. */
export function myChanges(services: Services, ownerId: bigint, input: PageInput): Promise<Page<TierChange>> {
  return changePage(services, ownerId, input, changeOf);
}

/** One statement. @param ownerId null: everybody's */
export function consoleChanges(
  services: Services,
  ownerId: bigint | null,
  input: PageInput,
): Promise<Page<ConsoleTierChange>> {
  return changePage(services, ownerId, input, (row) => ({
    ...changeOf(row),
    customer: { id: String(row.owner_id), nickname: row.nickname, avatar: row.avatar },
    note: row.note,
    staff_name: row.staff_name,
  }));
}

async function changePage<Item>(
  services: Services,
  ownerId: bigint | null,
  input: PageInput,
  toItem: (row: ChangeRow) => Item,
): Promise<Page<Item>> {
  const key = decodeCursor(input.cursor, 3);
  const rows = await listChanges(services.database.query, ownerId, {
    before: key && { at: new Date(Number(key[0])), ownerId: key[1] ?? 0n, id: key[2] ?? 0n },
    limit: input.limit + 1,
  });
  const keyOf = (row: ChangeRow) => [BigInt(row.event_at.getTime()), row.owner_id, row.id];
  return pageOf(rows, input.limit, keyOf, toItem);
}

function changeOf(row: ChangeRow): TierChange {
  const facts = "days" in row.facts ? (row.facts as unknown as TierFacts) : null;
  return {
    id: String(row.id),
    from_name: row.from_name,
    to_name: row.to_name,
    cause: row.cause,
    text: changeText(row.cause, row.from_id === row.to_id, facts),
    facts,
    until: row.until?.toISOString() ?? null,
    at: row.event_at.toISOString(),
  };
}
