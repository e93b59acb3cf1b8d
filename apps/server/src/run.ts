/** Runs one process until it is told to stop or its parent is gone. */
import { compose } from "./compose.ts";
import { readConfig, readMasterKey } from "./config.ts";
import { createLogger, standardOutput } from "./http/log.ts";
import { type Extension, startHttp } from "./http/server.ts";
import { startWorker } from "./worker/worker.ts";

/** @param demo set only by the demo's entry, together with its extensions */
export async function run(
  argv: readonly string[],
  demo: { simulatorUrl: string } | null = null,
  extensions: readonly Extension[] = [],
): Promise<void> {
  const config = readConfig(argv, demo);
  const log = createLogger(standardOutput());
  const composed = compose(config, readMasterKey(config.dataDir), log);
  if (config.role === "http") void composed.services.search.index.warm();
  const part =
    config.role === "http" ? await startHttp(composed.services, extensions) : startWorker(composed.services);
  log.info("started", { role: config.role, port: "port" in part ? part.port : undefined });
  let stopping = false;
  const stop = async (why: string) => {
    if (stopping) return;
    stopping = true;
    log.info("stopping", { why });
    await part.close();
    await composed.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  // A starter that was killed cannot end its children, so they end themselves when the channel to it closes.
  if (process.connected) process.on("disconnect", () => void stop("parent is gone"));
}
