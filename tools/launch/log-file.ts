/** Logs of the processes we start: one file each, the previous one kept, so that a year of running cannot fill the disk. */
import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

const LIMIT_BYTES = 10 * 1024 * 1024;
const REMEMBERED_LINES = 40;

/** An append-only log that starts anew at 10 MB. */
export class LogFile {
  readonly path: string;
  readonly #recent: string[] = [];
  #size: number;
  #lost = 0;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.path = path;
    this.#size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Appends one line. A full disk or a removed folder costs the line, never the process that writes it. */
  write(line: string): void {
    this.#recent.push(line);
    if (this.#recent.length > REMEMBERED_LINES) this.#recent.shift();
    const bytes = Buffer.from(`${line}\n`);
    try {
      if (this.#size + bytes.length > LIMIT_BYTES) {
        renameSync(this.path, `${this.path}.1`);
        this.#size = 0;
      }
      appendFileSync(this.path, bytes, { mode: 0o600 });
      this.#size += bytes.length;
    } catch {
      this.#lost += 1;
    }
  }

  /** How many lines could not be written. */
  get lost(): number {
    return this.#lost;
  }

  /** The last lines of this run, for the message that explains a failure. */
  tail(): string {
    return this.#recent.join("\n");
  }
}

/** Calls back for every line of a stream, the last one included even without its end. */
export function eachLine(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
  stream.on("end", () => rest !== "" && onLine(rest));
}
