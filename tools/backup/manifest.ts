/** What a backup says of itself, so that a restore can prove that it got everything. */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Problem } from "../launch/problem.ts";

/** The layout of backup files; a restore refuses another. */
export const FORMAT = 1;

/** One table's rows in the text format of COPY. */
export interface TableEntry {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly sha256: string;
}

/** The state of a sequence; `value` is null when it was never used. */
export interface SequenceEntry {
  readonly schema: string;
  readonly name: string;
  readonly value: string | null;
}

/** One file of DATA/media, by its path inside that folder. */
export interface MediaEntry {
  readonly path: string;
  readonly sha256: string;
}

/** manifest.json. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly createdAt: string;
  /** Every migration that the database had seen, in order. */
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly tables: readonly TableEntry[];
  readonly sequences: readonly SequenceEntry[];
  readonly media: readonly MediaEntry[];
  /** Tells which master key opens the encrypted columns. */
  readonly keyFingerprint: string | null;
}

/** The file of a table inside a backup. */
export function tableFile(table: { schema: string; name: string }): string {
  return `${table.schema}.${table.name}.copy`;
}

/** Reads the manifest of an unpacked backup and checks that every file is there and unchanged. */
export async function readVerified(folder: string): Promise<Manifest> {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) throw new Problem("这不是备份文件：里面没有 manifest.json。");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  if (manifest.format !== FORMAT)
    throw new Problem(`备份格式是 ${manifest.format}，这个版本只认 ${FORMAT}。`);
  for (const { path: name } of manifest.media) {
    // The archive may come from anywhere: nothing is written outside the media folder on its word.
    if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name)) throw new Problem(`备份里有不能接受的文件名：${name}`);
  }
  for (const table of manifest.tables) await verify(join(folder, "tables", tableFile(table)), table.sha256);
  for (const { path: name, sha256 } of manifest.media) await verify(join(folder, "media", name), sha256);
  return manifest;
}

/** The SHA-256 of a file, in hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function verify(path: string, sha256: string): Promise<void> {
  if (!existsSync(path)) throw new Problem(`备份不完整：缺少 ${path}。`);
  if ((await hashFile(path)) !== sha256) throw new Problem(`备份已损坏：${path} 的内容与清单不符。`);
}
