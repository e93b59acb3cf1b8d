/** One JSON line per event on standard output. Ids, refusals, counts and times only: no personal data. */
export interface Logger {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, error: unknown, fields?: Record<string, unknown>): void;
}

/** @param write where a finished line goes */
export function createLogger(write: (line: string) => void): Logger {
  const line = (level: string, event: string, fields: Record<string, unknown> = {}) =>
    write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`);
  return {
    info: (event, fields) => line("info", event, fields),
    warn: (event, fields) => line("warn", event, fields),
    error: (event, error, fields) =>
      line("error", event, {
        ...fields,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  };
}

/** How long a line may wait for others, ms. */
const GATHER_MS = 20;

/**
 * Writes lines to standard output, those of the same moment at once: on a pipe every write waits for the system. What was said before an end
 * of the process is written, unless it was killed.
 */
export function standardOutput(): (line: string) => void {
  let gathered = "";
  const flush = () => {
    const lines = gathered;
    gathered = "";
    if (lines !== "") process.stdout.write(lines);
  };
  process.on("exit", flush);
  return (line) => {
    if (gathered === "") setTimeout(flush, GATHER_MS);
    gathered += line;
  };
}
