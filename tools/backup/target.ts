/** The database that a backup reads or a restore fills: the one that runs, or one started for the purpose. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { claim, release } from "../launch/claim.ts";
import { Problem } from "../launch/problem.ts";
import { startPostgres } from "../pg/postgres.ts";

/** Does the work with the database of a data folder, whose shop may be running or not. */
export async function withShopDatabase<T>(
  dataDir: string,
  purpose: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const external = process.env.DATABASE_URL;
  if (external) return await work(external);
  if (!existsSync(join(dataDir, "postgres")))
    throw new Problem(`${dataDir} 里没有数据库。请用 --data 指定数据目录。`);
  return await withEmbedded(dataDir, purpose, "may run", work);
}

/** Does the work with the database of a data folder whose shop must not run; makes both where they are missing. */
export async function withClosedShop<T>(
  dataDir: string,
  purpose: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const external = process.env.DATABASE_URL;
  return await withEmbedded(dataDir, purpose, "must not run", work, external);
}

async function withEmbedded<T>(
  dataDir: string,
  purpose: string,
  shop: "may run" | "must not run",
  work: (url: string) => Promise<T>,
  external?: string,
): Promise<T> {
  const lock = join(dataDir, "start.lock");
  // Held so that no shop starts on a database that we are about to stop.
  const holder = claim(lock, purpose);
  if (holder !== undefined && shop === "must not run") {
    throw new Problem(`${dataDir} 的商城正在运行（进程 ${holder.mark.pid}）。请先按 Ctrl-C 结束它。`);
  }
  if (holder?.note.startsWith("正在"))
    throw new Problem(`${dataDir} ${holder.note}（进程 ${holder.mark.pid}），请等它结束。`);
  try {
    if (external) return await work(external);
    const postgres = await startPostgres({ dataDir: join(dataDir, "postgres") });
    const stop = async () => {
      if (holder === undefined) await postgres.stop();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => void stop().finally(() => process.exit(130)));
    }
    try {
      return await work(postgres.url);
    } finally {
      await stop();
    }
  } finally {
    release(lock);
  }
}
