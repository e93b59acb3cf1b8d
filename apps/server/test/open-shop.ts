/** A shop of its own for one test file: a cloned database, the real HTTP server on a free port, people who are signed in. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Envelope } from "@banyan/contract";
import { createTestDatabase } from "@banyan/testkit";
import pg from "pg";
import { compose } from "../src/compose.ts";
import { createLogger } from "../src/http/log.ts";
import { startHttp } from "../src/http/server.ts";
import type { Services } from "../src/services.ts";
import { newToken } from "../src/session/session.ts";

export interface Answer<T> {
  status: number;
  body: T;
}

/** Somebody who calls the API. */
export interface Caller {
  /** What each of its requests carries. */
  headers: Record<string, string>;
  id: bigint;
  call<T = Envelope>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
}

export interface Shop {
  url: string;
  services: Services;
  /** Requests as the log saw them, newest last. */
  requests: { path: string; statements: number; status: number }[];
  /** SQL as the owner of the schema, for arranging and for looking. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  visitor: Caller;
  customer(): Promise<Caller>;
  staff(role: "owner" | "operator" | "finance" | "service"): Promise<Caller>;
  /** Adds to the business clock. */
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

const LOCAL = {
  role: "http",
  host: "127.0.0.1",
  port: 0,
  publicUrl: "http://127.0.0.1",
  demo: null,
} as const;

export async function openShop(name: string): Promise<Shop> {
  const database = await createTestDatabase(name);
  const dataDir = mkdtempSync(join(tmpdir(), "banyan-server-test-"));
  const requests: Shop["requests"] = [];
  const log = createLogger((line) => {
    const entry = JSON.parse(line) as Shop["requests"][number] & { event: string; error?: string };
    if (entry.event === "request") requests.push(entry);
    if (entry.event === "unexpected") process.stderr.write(`${entry.error ?? line}\n`);
  });
  const composed = compose({ ...LOCAL, dataDir, databaseUrl: database.url }, randomBytes(32), log);
  const http = await startHttp(composed.services);
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  let queue: Promise<unknown> = Promise.resolve();
  const rows = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => {
    // One after the other on one connection.
    const answer = queue.then(() => owner.query<Row>(text, values));
    queue = answer.catch(() => undefined);
    return answer.then((result) => result.rows);
  };
  const caller = (id: bigint, headers: Record<string, string>) => callerOf(http.url, id, headers);
  return {
    url: http.url,
    services: composed.services,
    requests,
    sql: rows,
    visitor: caller(0n, {}),
    customer: async () => {
      const { token, hash } = newToken();
      const [made] = await rows<{ id: string }>("INSERT INTO customer DEFAULT VALUES RETURNING id");
      await rows("INSERT INTO customer_profile (customer_id, nickname) VALUES ($1, '山里人')", [made?.id]);
      await rows(
        "INSERT INTO session (token_hash, customer_id, openid, expires_at) VALUES ($1, $2, $3, now() + interval '1 hour')",
        [hash, made?.id, `openid-${made?.id}`],
      );
      return caller(BigInt(made?.id ?? 0), { authorization: `Bearer ${token}` });
    },
    staff: async (role) => {
      const { token, hash } = newToken();
      const [made] = await rows<{ id: string }>(
        "INSERT INTO staff (name, role) VALUES ($1, $2) RETURNING id",
        [`${role}-${randomBytes(4).toString("hex")}`, role],
      );
      await rows(
        "INSERT INTO staff_session (token_hash, staff_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')",
        [hash, made?.id],
      );
      return caller(BigInt(made?.id ?? 0), { cookie: `banyan_staff=${token}` });
    },
    advance: async (ms) => void (await rows("UPDATE business_clock SET offset_ms = offset_ms + $1", [ms])),
    close: async () => {
      await http.close();
      await composed.close();
      await untilAlone(rows);
      await owner.end();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A pool says it has ended before its connections are gone, and one that DROP DATABASE cuts off is an error nobody hears. */
async function untilAlone(sql: Shop["sql"]): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const others = await sql(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    if (others.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function callerOf(url: string, id: bigint, headers: Record<string, string>): Caller {
  return { id, headers, call: (method, path, body) => request(url, method, path, headers, body) };
}

async function request<T>(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<Answer<T>> {
  const form = body instanceof FormData;
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && !form ? { "content-type": "application/json" } : {}) },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  });
  // A sheet or a statement is a file: whoever asks for it here wants to know only whether it came.
  const json = response.headers.get("content-type")?.startsWith("application/json") === true;
  return { status: response.status, body: (json ? await response.json() : await response.blob()) as T };
}

/** A fresh idempotency key. */
export const newKey = (): string => randomBytes(12).toString("hex");
