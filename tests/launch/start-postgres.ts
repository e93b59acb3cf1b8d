/** A starter to be killed: brings up the server of the folder it is given, prints its pid, and stays. */
import { startPostgres } from "@banyan/tools/pg/postgres.ts";

const postgres = await startPostgres({ dataDir: process.argv[2] ?? "", settings: { fsync: false } });
console.log(postgres.pid);
setInterval(() => undefined, 60_000);
