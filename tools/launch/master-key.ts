/** The key that encrypts personal data and secrets. Losing it loses them; it never goes into the database. */
import { createHash, randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "./problem.ts";

const KEY_BYTES = 32;

/** Where a data folder keeps its key. */
export function masterKeyPath(dataDir: string): string {
  return join(dataDir, "master.key");
}

/** Makes the key file (mode 0600, 32 random bytes in base64) unless there is one. It appears whole or not at all. */
export function ensureMasterKey(dataDir: string): "made" | "present" {
  const path = masterKeyPath(dataDir);
  if (keyFingerprint(dataDir) !== undefined) return "present";
  return writeMasterKey(path, randomBytes(KEY_BYTES).toString("base64"));
}

/** Writes a key where there is none; never over another. */
export function writeMasterKey(path: string, text: string): "made" | "present" {
  const partial = `${path}.${process.pid}`;
  const file = openSync(partial, "w", 0o600);
  try {
    writeSync(file, `${text}\n`);
    fsyncSync(file);
    // A link fails where a rename would silently replace a key that another process has just made.
    linkSync(partial, path);
    return "made";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return "present";
  } finally {
    closeSync(file);
    rmSync(partial, { force: true });
  }
}

/** A short name of the key by which a backup recognises it; undefined when there is no key. */
export function keyFingerprint(dataDir: string): string | undefined {
  const path = masterKeyPath(dataDir);
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const key = Buffer.from(text, "base64");
  if (key.length !== KEY_BYTES)
    throw new Problem(`${path} 不是有效的主密钥（应为 ${KEY_BYTES} 字节的 base64）。请从备份恢复该文件。`);
  return createHash("sha256").update("banyan master key").update(key).digest("hex").slice(0, 16);
}
