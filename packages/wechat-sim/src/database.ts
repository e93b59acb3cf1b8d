import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

/** A value SQLite can hold. Amounts are fen as safe integers, checked where they enter. */
export type Value = SQLInputValue;

/** The simulator's durable store: one SQLite file, synchronous, so that every handler is one uninterrupted step. */
export interface Database {
  run(sql: string, ...values: Value[]): number;
  row<Row>(sql: string, ...values: Value[]): Row | undefined;
  rows<Row>(sql: string, ...values: Value[]): Row[];
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

const SCHEMA = `
create table if not exists setting (name text primary key, value text not null);
create table if not exists wechat_user (
  openid text primary key, unionid text not null, nickname text not null, avatar text not null,
  position integer not null, session_key text);
create table if not exists login_code (
  code text primary key, openid text not null, created_at integer not null, used_at integer);
create table if not exists phone_code (
  code text primary key, phone text not null, created_at integer not null, used_at integer);
create table if not exists access_token (
  token text primary key, issued_at integer not null, expires_at integer not null, forced integer not null);
create table if not exists request_nonce (nonce text primary key, seen_at integer not null);
create index if not exists request_nonce_seen on request_nonce (seen_at);
create table if not exists pay_order (
  out_trade_no text primary key, description text not null, attach text, notify_url text not null,
  total integer not null, openid text not null, parameters text not null, created_at integer not null,
  payable_until integer not null, closes_at integer not null, state text not null,
  transaction_id text unique, paid_at integer, paid_total integer, paid_by text);
create table if not exists prepay (
  prepay_id text primary key, out_trade_no text not null references pay_order, created_at integer not null);
create index if not exists prepay_order on prepay (out_trade_no, created_at);
create table if not exists refund (
  out_refund_no text primary key, refund_id text not null unique, out_trade_no text not null references pay_order,
  amount integer not null, parameters text not null, notify_url text, created_at integer not null,
  status text not null, due_at integer, outcome text not null, success_at integer);
create index if not exists refund_order on refund (out_trade_no);
create index if not exists refund_due on refund (due_at) where due_at is not null;
create table if not exists callback (
  sequence integer primary key autoincrement, id text not null unique, event_type text not null,
  original_type text not null, summary text not null, subject text not null, url text not null,
  plaintext text not null, created_at integer not null, tries integer not null, next_try_at integer,
  held integer not null, state text not null);
create index if not exists callback_due on callback (next_try_at) where state = 'pending';
create table if not exists callback_attempt (
  sequence integer primary key autoincrement, callback_id text not null, kind text not null, serial text not null,
  sent_at integer not null, took_ms integer not null, status integer, answer text not null);
create index if not exists attempt_callback on callback_attempt (callback_id);
create table if not exists probe (
  sequence integer primary key autoincrement, url text not null, sent_at integer not null, status integer,
  refused integer not null, answer text not null);
create table if not exists fault (
  sequence integer primary key autoincrement, name text not null, match text not null, remaining integer not null,
  delay_ms integer);
create table if not exists transfer (
  out_bill_no text primary key, transfer_bill_no text not null unique, openid text not null, amount integer not null,
  scene_id text not null, remark text not null, perception text, report text not null, user_name text,
  parameters text not null, notify_url text, created_at integer not null, updated_at integer not null,
  state text not null, fail_reason text, package_info text unique, package_left integer, expires_at integer,
  funded integer not null, due_at integer, outcome text);
create index if not exists transfer_due on transfer (due_at) where due_at is not null;
create index if not exists transfer_payee on transfer (openid, created_at);
create index if not exists transfer_funded on transfer (amount) where funded = 1;
create index if not exists transfer_day on transfer (created_at);
create table if not exists merchant_entry (
  sequence integer primary key autoincrement, amount integer not null, note text not null, created_at integer not null);
create table if not exists template (
  template_id text primary key, title text not null, fields text not null);
create table if not exists template_accept (
  openid text not null, template_id text not null, remaining integer not null, primary key (openid, template_id));
create table if not exists message (
  id integer primary key autoincrement, openid text not null, template_id text not null, title text not null,
  page text not null, data text not null, sent_at integer not null, read_at integer);
create index if not exists message_owner on message (openid, id);
`;

/** Columns that came after their table: a store made before them gets them on opening. */
const LATER_COLUMNS = [{ table: "fault", column: "reason", type: "text" }] as const;

function addColumns(connection: DatabaseSync): void {
  for (const { table, column, type } of LATER_COLUMNS) {
    const known = connection.prepare("select 1 from pragma_table_info(?) where name = ?").get(table, column);
    if (known === undefined) connection.exec(`alter table ${table} add column ${column} ${type}`);
  }
}

/**
 * Opens (and creates) the store in `dataDir`. WAL with synchronous NORMAL: a killed process loses nothing it
 * acknowledged; only a power cut could, and this store is for demo and tests.
 */
export function openDatabase(dataDir: string): Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const connection = new DatabaseSync(join(dataDir, "wechat.sqlite"));
  connection.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;");
  connection.exec("pragma foreign_keys = on;");
  connection.exec(SCHEMA);
  addColumns(connection);
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql) ?? connection.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    row: <Row>(sql: string, ...values: Value[]) => statement(sql).get(...values) as Row | undefined,
    rows: <Row>(sql: string, ...values: Value[]) => statement(sql).all(...values) as Row[],
    transaction: (work) => {
      connection.exec("begin immediate");
      try {
        const result = work();
        connection.exec("commit");
        return result;
      } catch (error) {
        connection.exec("rollback");
        throw error;
      }
    },
    close: () => connection.close(),
  };
}
