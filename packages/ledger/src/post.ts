/**
 * The whole of the ledger's writing: transfers are inserted once per business fact, accounts move by what was inserted, in sorted
 * order, and what is available pays off debt. Nothing else in the product changes a balance (B2).
 */
import type { AccountName, Fen, TransferKind } from "@banyan/kernel";
import { type Kysely, type RawBuilder, sql } from "kysely";

/** Money that moves between two accounts of one promoter, or between one of them and the shop. */
export interface NewTransfer {
  ownerId: bigint;
  /** Made of the business fact, so that the same fact posts once: "D2611…:1:self:referral:settle". */
  key: string;
  debit: AccountName;
  credit: AccountName;
  /** > 0 */
  amountFen: Fen;
  /** Accruals stand as commissions: see moveAccrued. */
  kind: Exclude<TransferKind, "accrue">;
  /** The order's or withdrawal's number. */
  ref: string;
  /** Business time of the fact. */
  eventAt: Date;
}

/** A key that stands already with another amount or other accounts: nothing was posted, and somebody has to look. */
export class LedgerConflict extends Error {
  readonly keys: readonly string[];
  constructor(keys: readonly string[]) {
    super(keys.length > 0 ? `转账编号已用于另一笔：${keys.join(", ")}` : "状态已变，流水却早已存在");
    this.name = "LedgerConflict";
    this.keys = keys;
  }
}

/** Kysely of whoever posts; the ledger knows no tables but its own. */
// biome-ignore lint/complexity/noBannedTypes: an empty table map, as SQL text names the tables
export type Query = Kysely<{}>;

/**
 * Where set-based postings come from. `select` gives (owner_id, key, debit, credit, amount_fen, kind, ref, event_at), amounts > 0;
 * `before` is what it reads from: CTEs, written "name AS (…), ".
 */
export interface Wanted {
  before?: RawBuilder<unknown>;
  select: RawBuilder<unknown>;
  /** The rows come from a change of state in `before`, so each is new: a key that stands already is a conflict, whatever it says. */
  isNew?: boolean;
}

export interface Posted {
  /** Transfers the facts asked for, and those that were new; netting is not counted. */
  wanted: number;
  inserted: number;
}

/**
 * Posts a few transfers inside the caller's transaction.
 * @throws LedgerConflict; 23514 with the constraint `available_floor`, `held_floor`, … when an account would go below 0
 */
export function post(tx: Query, transfers: readonly NewTransfer[]): Promise<Posted> {
  const rows = transfers.map((row) => ({
    owner_id: String(row.ownerId),
    key: row.key,
    debit: row.debit,
    credit: row.credit,
    amount_fen: String(row.amountFen),
    kind: row.kind,
    ref: row.ref,
    event_at: row.eventAt.toISOString(),
  }));
  return postWanted(tx, {
    select: sql`
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r (owner_id bigint, key text, debit text, credit text, amount_fen bigint, kind text, ref text, event_at timestamptz)`,
  });
}

interface Outcome {
  wanted: number;
  inserted: number;
  owners: number;
  moved: number;
  /** Owners with something available and something owed, and the fact that made it so. */
  to_net: { owner_id: string; key: string; ref: string }[] | null;
}

/**
 * Posts what a query asks for: one statement, and a second one only where debt is paid off. Sums start from the locked rows: CHECKs are
 * looked at before PostgreSQL notices that a row has changed since the statement began, so older balances could break a floor.
 * @throws as post does
 */
export async function postWanted(tx: Query, wanted: Wanted): Promise<Posted> {
  const result = await sql<Outcome>`
    WITH ${wanted.before ?? sql``} wanted AS MATERIALIZED (${wanted.select}),
      inserted AS (
        INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
        SELECT owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date(event_at) FROM wanted
        ORDER BY owner_id, key
        ON CONFLICT (owner_id, key) DO NOTHING
        RETURNING owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date),
      delta AS (
        SELECT owner_id, min(key) AS key, min(ref) AS ref,
          ${side("estimated")} AS estimated, ${side("held")} AS held, ${side("available")} AS available,
          ${side("withdrawing")} AS withdrawing, -(${side("debt")}) AS debt
        FROM inserted GROUP BY owner_id),
      locked AS (
        SELECT a.*, d.key, d.ref, d.estimated, d.held, d.available, d.withdrawing, d.debt
        FROM delta d JOIN account a ON a.owner_id = d.owner_id ORDER BY a.owner_id FOR UPDATE OF a),
      moved AS (
        UPDATE account a SET estimated_fen = l.estimated_fen + l.estimated, held_fen = l.held_fen + l.held,
          available_fen = l.available_fen + l.available, withdrawing_fen = l.withdrawing_fen + l.withdrawing,
          debt_fen = l.debt_fen + l.debt
        FROM locked l WHERE a.owner_id = l.owner_id
        RETURNING a.owner_id, a.available_fen, a.debt_fen, l.key, l.ref),
      sums AS (${sumsOf("inserted")}),
      day AS (${dayUpkeep("sums JOIN locked USING (owner_id)")})
    SELECT (SELECT count(*) FROM wanted)::int AS wanted, (SELECT count(*) FROM inserted)::int AS inserted,
      (SELECT count(*) FROM delta)::int AS owners, (SELECT count(*) FROM moved)::int AS moved,
      (SELECT jsonb_agg(jsonb_build_object('owner_id', owner_id::text, 'key', key, 'ref', ref))
        FROM moved WHERE available_fen > 0 AND debt_fen > 0) AS to_net`.execute(tx);
  const outcome = result.rows[0];
  if (!outcome) throw new Error("posting gave no answer");
  if (outcome.moved !== outcome.owners) throw new Error("a promoter without an account");
  if (outcome.inserted < outcome.wanted) {
    if (wanted.isNew) throw new LedgerConflict([]);
    await refuseConflicts(tx, wanted);
  }
  if (outcome.to_net) await net(tx, outcome.to_net);
  return { wanted: outcome.wanted, inserted: outcome.inserted };
}

/** What transfers add to their promoters' days. @param from a CTE of (owner_id, business_date, kind, debit, credit, amount_fen) */
function sumsOf(from: string): RawBuilder<unknown> {
  return sql`
        SELECT owner_id, business_date, kind, debit, credit, count(*) AS transfers, sum(amount_fen)::bigint AS amount_fen
        FROM ${sql.raw(from)} GROUP BY owner_id, business_date, kind, debit, credit`;
}

/**
 * Adds to the sums of promoters' days. It hangs on the locked accounts, so that nobody waits for a sum while holding what its holder
 * waits for. @param from what gives (owner_id, business_date, kind, debit, credit, transfers, amount_fen)
 */
export function dayUpkeep(from: string): RawBuilder<unknown> {
  return sql`
        INSERT INTO ledger_day AS d (owner_id, business_date, kind, debit, credit, transfers, amount_fen)
        SELECT owner_id, business_date, kind, debit, credit, transfers, amount_fen FROM ${sql.raw(from)} ORDER BY owner_id
        ON CONFLICT (owner_id, business_date, kind, debit, credit)
          DO UPDATE SET transfers = d.transfers + excluded.transfers, amount_fen = d.amount_fen + excluded.amount_fen`;
}

/** What the inserted transfers add to a credit-normal account of their owner. */
function side(account: string): RawBuilder<unknown> {
  return sql`coalesce(sum(CASE WHEN credit = ${sql.lit(account)} THEN amount_fen WHEN debit = ${sql.lit(account)} THEN -amount_fen END), 0)::bigint`;
}

/** A known key with the same content is a repeat; with another it is a mistake that nothing may hide. */
async function refuseConflicts(tx: Query, wanted: Wanted): Promise<void> {
  const result = await sql<{ key: string }>`
    WITH ${wanted.before ?? sql``} wanted AS (${wanted.select})
    SELECT w.key FROM wanted w JOIN transfer t ON t.owner_id = w.owner_id AND t.key = w.key
    WHERE (t.debit, t.credit, t.amount_fen, t.kind) IS DISTINCT FROM (w.debit, w.credit, w.amount_fen::bigint, w.kind)
    ORDER BY w.key LIMIT 20`.execute(tx);
  if (result.rows.length > 0) throw new LedgerConflict(result.rows.map((row) => row.key));
}

/**
 * One netting transfer for each owner: least(available, debt), so debt above 0 means nothing is available. Rows are locked by now. It
 * happens now, whenever the fact was: a refund that is told of late would be paid off with money that came only after it.
 */
async function net(tx: Query, owners: NonNullable<Outcome["to_net"]>): Promise<void> {
  await sql`
    WITH due AS (
        SELECT a.owner_id, least(a.available_fen, a.debt_fen) AS amount_fen, r.key, r.ref, clock.now AS event_at
        FROM jsonb_to_recordset(${JSON.stringify(owners)}::jsonb) AS r (owner_id bigint, key text, ref text)
          JOIN account a ON a.owner_id = r.owner_id
          CROSS JOIN (SELECT date_trunc('milliseconds', business_now()) AS now) AS clock),
      netted AS (
        INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
        SELECT owner_id, key || ':net', 'available', 'debt', amount_fen, 'net', ref, event_at, business_date(event_at)
        FROM due ORDER BY owner_id
        RETURNING owner_id, debit, credit, amount_fen, kind, business_date),
      sums AS (${sumsOf("netted")}),
      day AS (${dayUpkeep("sums")})
    UPDATE account a SET available_fen = a.available_fen - due.amount_fen, debt_fen = a.debt_fen - due.amount_fen
    FROM due WHERE a.owner_id = due.owner_id`.execute(tx);
}
