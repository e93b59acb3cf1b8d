/** What the environment may say: addresses and where the master key lies. Everything else is a setting. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServerConfig } from "./services.ts";

/** @throws with a sentence for the operator when something is missing or unfit for production */
export function readConfig(argv: readonly string[], demo: { simulatorUrl: string } | null): ServerConfig {
  const role = argv[argv.indexOf("--role") + 1];
  if (role !== "http" && role !== "worker") throw new Error("usage: main.ts --role http|worker");
  const need = (name: string): string => {
    const value = process.env[name];
    if (!value) throw new Error(`environment variable ${name} is missing`);
    return value;
  };
  if (!demo && process.env["BANYAN_SIMULATOR_URL"]) {
    throw new Error("BANYAN_SIMULATOR_URL is set: a simulator address is refused outside demo mode");
  }
  const port = Number(process.env["BANYAN_PORT"] ?? "8080");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error("BANYAN_PORT must be 0..65535");
  return {
    role,
    host: process.env["BANYAN_HOST"] ?? "127.0.0.1",
    port,
    publicUrl: (process.env["BANYAN_PUBLIC_URL"] ?? `http://127.0.0.1:${port}`).replace(/\/+$/, ""),
    dataDir: need("BANYAN_DATA_DIR"),
    databaseUrl: need("DATABASE_URL"),
    demo,
  };
}

/** 32 bytes, base64, in DATA/master.key (0600). */
export function readMasterKey(dataDir: string): Buffer {
  return Buffer.from(readFileSync(join(dataDir, "master.key"), "utf8").trim(), "base64");
}
