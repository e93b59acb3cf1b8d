/** A folder for the duration of a command, gone when it ends, and at the next such command if it was killed. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../launch/identity.ts";

/** Makes `DATA/<kind>-<pid>-…`: beside the media, so that they can be linked instead of copied. */
export function scratchFolder(dataDir: string, kind: "backup" | "restore"): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(dataDir)) {
    const pid = Number(/^(?:backup|restore)-(\d+)-/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(dataDir, `${kind}-${process.pid}-`));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
