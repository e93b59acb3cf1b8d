import type { Database } from "../database.ts";

/** An access token. Times in ms of business time; `expires_at` moves when a forced refresh kills it. */
export interface AccessToken {
  token: string;
  issued_at: number;
  expires_at: number;
  /** 1 when it came from `force_refresh`. */
  forced: number;
}

/** The token issued last. */
export function newestToken(database: Database): AccessToken | undefined {
  return database.row<AccessToken>("select * from access_token order by issued_at desc, rowid desc limit 1");
}

/** The token of that text. */
export function findToken(database: Database, token: string): AccessToken | undefined {
  return database.row<AccessToken>("select * from access_token where token = ?", token);
}

/** Stores a token. */
export function insertToken(database: Database, token: AccessToken): void {
  database.run(
    "insert into access_token values (?, ?, ?, ?)",
    token.token,
    token.issued_at,
    token.expires_at,
    token.forced,
  );
}

/** Ends every token at once. */
export function endTokens(database: Database, now: number): void {
  database.run("update access_token set expires_at = ? where expires_at > ?", now, now);
}

/** When tokens were forced since `since`, newest first. */
export function forcedSince(database: Database, since: number): number[] {
  return database
    .rows<{ issued_at: number }>(
      "select issued_at from access_token where forced = 1 and issued_at > ? order by issued_at desc",
      since,
    )
    .map((row) => row.issued_at);
}
