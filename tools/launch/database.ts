/** The shop's database for as long as a starter runs: embedded and watched, or one that somebody else keeps. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type RunningPostgres, startPostgres } from "../pg/postgres.ts";
import { Problem } from "./problem.ts";
import { DeathLimit } from "./service.ts";

/** PostgreSQL 17 is the oldest that has the builtin UTF-8 locale provider. */
const OLDEST = 170_000;

/** Starts, watches and stops the database of a data folder, or checks the one named by DATABASE_URL. */
export class ShopDatabase {
  readonly #dataDir: string;
  readonly #external: string | undefined;
  #running: Promise<RunningPostgres> | undefined;
  #url = "";
  #stopping = false;

  constructor(dataDir: string, external: string | undefined) {
    this.#dataDir = dataDir;
    this.#external = external;
  }

  /** Where it can be reached now; empty before it was started. */
  get url(): string {
    return this.#url;
  }

  /** Starts it, or takes over the one that a killed starter left running; says which. */
  async start(): Promise<string> {
    if (this.#external !== undefined) {
      this.#url = this.#external;
      return await checkExternal(this.#external);
    }
    const postgres = await this.#startEmbedded(undefined);
    return `端口 ${postgres.port}${postgres.reused ? "，接管上次未结束的进程" : ""}`;
  }

  /**
   * Starts the embedded server again whenever it dies. `onMoved` is called if it comes back at another address.
   * Never resolves; rejects when it dies again and again.
   */
  async watch(say: (line: string) => void, onMoved: () => void): Promise<never> {
    const limit = new DeathLimit();
    for (;;) {
      const postgres = await this.#running;
      if (postgres === undefined) return new Promise<never>(() => undefined);
      await postgres.exited;
      if (this.#stopping) return new Promise<never>(() => undefined);
      const pause = limit.died();
      if (pause === undefined)
        throw new Problem(`数据库反复退出，请看 ${join(this.#dataDir, "postgres", "postgres.log")}`);
      say("⚠ 数据库进程退出，正在重启");
      await sleep(pause);
      if (this.#stopping) return new Promise<never>(() => undefined);
      const before = this.#url;
      await this.#startEmbedded(postgres.port);
      say("✓ 数据库已恢复");
      if (this.#url !== before) onMoved();
    }
  }

  /** Stops the embedded server; one that is just being started is waited for. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const postgres = await this.#running?.catch(() => undefined);
    await postgres?.stop();
  }

  async #startEmbedded(port: number | undefined): Promise<RunningPostgres> {
    const options = { dataDir: join(this.#dataDir, "postgres") };
    this.#running = startPostgres(port === undefined ? options : { ...options, port });
    const postgres = await this.#running;
    this.#url = postgres.url;
    return postgres;
  }
}

async function checkExternal(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; text: string; encoding: string }>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text,
              current_setting('server_encoding') AS encoding`,
    );
    const found = rows[0];
    if (found === undefined || found.version < OLDEST)
      throw new Problem(`DATABASE_URL 指向 PostgreSQL ${found?.text}，需要 17 或更新。`);
    if (found.encoding !== "UTF8")
      throw new Problem(`DATABASE_URL 指向的数据库编码是 ${found.encoding}，需要 UTF8。`);
    return `PostgreSQL ${found.text}（DATABASE_URL）`;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`无法连接 DATABASE_URL 指定的数据库：${(error as Error).message}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
