import type { Database } from "../database.ts";

export type TransferState =
  | "ACCEPTED"
  | "PROCESSING"
  | "WAIT_USER_CONFIRM"
  | "TRANSFERING"
  | "SUCCESS"
  | "FAIL"
  | "CANCELING"
  | "CANCELLED";

/** The states no bill leaves again. */
export type TransferEnd = "SUCCESS" | "FAIL" | "CANCELLED";

/** A transfer bill as WeChat holds it. Amounts in fen, times in ms of business time. */
export interface Transfer {
  out_bill_no: string;
  transfer_bill_no: string;
  openid: string;
  amount: number;
  scene_id: string;
  remark: string;
  perception: string | null;
  /** The scene's rows as JSON: `[{info_type, info_content}]`. */
  report: string;
  /** The payee's name, decrypted. */
  user_name: string | null;
  /** Canonical form of the first request: a repeat must equal it. */
  parameters: string;
  notify_url: string | null;
  created_at: number;
  updated_at: number;
  state: TransferState;
  fail_reason: string | null;
  /** What opens the confirmation page; there from WAIT_USER_CONFIRM on. */
  package_info: string | null;
  /** How many more answers may carry it; null: every one. */
  package_left: number | null;
  /** Last moment to confirm. */
  expires_at: number | null;
  /** 1 while its money has left the merchant's balance. */
  funded: number;
  /** When it goes on by itself; null: never, or waits for somebody. */
  due_at: number | null;
  /** The fail_reason it will end with; null: SUCCESS. */
  outcome: string | null;
}

const COLUMNS = [
  "out_bill_no",
  "transfer_bill_no",
  "openid",
  "amount",
  "scene_id",
  "remark",
  "perception",
  "report",
  "user_name",
  "parameters",
  "notify_url",
  "created_at",
  "updated_at",
  "state",
  "fail_reason",
  "package_info",
  "package_left",
  "expires_at",
  "funded",
  "due_at",
  "outcome",
] as const satisfies readonly (keyof Transfer)[];

/** What changes while a bill lives. */
const MOVING = COLUMNS.slice(COLUMNS.indexOf("updated_at"));

/** The bill of that merchant number. */
export function findTransfer(database: Database, outBillNo: string): Transfer | undefined {
  return database.row<Transfer>("select * from transfer where out_bill_no = ?", outBillNo);
}

/** The bill of that WeChat number. */
export function findByTransferBill(database: Database, transferBillNo: string): Transfer | undefined {
  return database.row<Transfer>("select * from transfer where transfer_bill_no = ?", transferBillNo);
}

/** The bill that package opens. */
export function findByPackage(database: Database, packageInfo: string): Transfer | undefined {
  return database.row<Transfer>("select * from transfer where package_info = ?", packageInfo);
}

/** Stores a new bill. */
export function insertTransfer(database: Database, transfer: Transfer): void {
  database.run(
    `insert into transfer (${COLUMNS.join(", ")}) values (${COLUMNS.map(() => "?").join(", ")})`,
    ...COLUMNS.map((column) => transfer[column]),
  );
}

/** Stores what became of a bill. */
export function updateTransfer(database: Database, transfer: Transfer): void {
  database.run(
    `update transfer set ${MOVING.map((column) => `${column} = ?`).join(", ")} where out_bill_no = ?`,
    ...MOVING.map((column) => transfer[column]),
    transfer.out_bill_no,
  );
}

/** Bills that go on by `now`, oldest first. */
export function dueTransfers(database: Database, now: number): Transfer[] {
  return database.rows<Transfer>(
    "select * from transfer where due_at <= ? order by due_at, created_at, rowid",
    now,
  );
}

/** When the next bill goes on, if any. */
export function earliestTransferDue(database: Database): number | undefined {
  return (
    database.row<{ at: number | null }>("select min(due_at) as at from transfer where due_at is not null")
      ?.at ?? undefined
  );
}

/** Lets every bill that waits for the merchant's money try again. */
export function retryUnfunded(database: Database, now: number): void {
  database.run("update transfer set due_at = ? where state = 'PROCESSING' and due_at is null", now);
}

/** What was promised or paid since `since`: to everybody, or to one person. Fen. */
export function sumSince(database: Database, since: number, openid?: string): number {
  const row = database.row<{ sum: number }>(
    `select coalesce(sum(amount), 0) as sum from transfer
     where created_at >= ? and state not in ('FAIL', 'CANCELLED') and (? is null or openid = ?)`,
    since,
    openid ?? null,
    openid ?? null,
  );
  return row?.sum ?? 0;
}

/** A person's bills, newest first. */
export function transfersOf(database: Database, openid: string): Transfer[] {
  return database.rows<Transfer>(
    "select * from transfer where openid = ? order by created_at desc, rowid desc",
    openid,
  );
}

/** What has arrived with a person, in fen. */
export function receivedBy(database: Database, openid: string): number {
  const row = database.row<{ sum: number }>(
    "select coalesce(sum(amount), 0) as sum from transfer where openid = ? and state = 'SUCCESS'",
    openid,
  );
  return row?.sum ?? 0;
}

/** Every bill, oldest first. */
export function listTransfers(database: Database): Transfer[] {
  return database.rows<Transfer>("select * from transfer order by created_at, rowid");
}
