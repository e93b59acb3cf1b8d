import { readFileSync, writeFileSync } from "node:fs";
import type { Oversize } from "./rules/sizes.ts";
import type { ForeignStore } from "./rules/stores.ts";
import type { Offence } from "./tree.ts";

/**
 * Old sins, committed in ratchet.json. Entries are added by hand, each with a reason; the program fails on growth and
 * only ever lowers.
 */
export interface Ratchet {
  /** A path, or path#function → how many lines it may have at most. */
  sizes: Record<string, { lines: number; reason: string }>;
  /** `path → noun/store.ts` → why that noun has no action for it yet. */
  stores: Record<string, string>;
}

/** What the ratchet holds back. */
export interface Findings {
  readonly sizes: readonly Oversize[];
  readonly stores: readonly ForeignStore[];
}

export function readRatchet(path: string): Ratchet {
  return JSON.parse(readFileSync(path, "utf8")) as Ratchet;
}

export function writeRatchet(path: string, ratchet: Ratchet): void {
  writeFileSync(path, `${JSON.stringify(ratchet, null, 2)}\n`);
}

function checkSizes(found: readonly Oversize[], allowed: Ratchet["sizes"]): Offence[] {
  return found.flatMap(({ key, path, lines, limit, line }) => {
    const most = allowed[key]?.lines ?? limit;
    if (lines <= most) return [];
    const message =
      most === limit
        ? `${key} 有 ${lines} 行，上限 ${limit}：拆开它`
        : `${key} 长到 ${lines} 行，棘轮只许 ${most}：拆开它`;
    return [line === undefined ? { rule: "sizes", path, message } : { rule: "sizes", path, line, message }];
  });
}

function checkEntries(found: Findings, ratchet: Ratchet): Offence[] {
  const needed = new Set([...found.sizes, ...found.stores].map(({ key }) => key));
  const entries = [
    ...Object.entries(ratchet.sizes).map(([key, { reason }]) => ({ key, reason, rule: "sizes" })),
    ...Object.entries(ratchet.stores).map(([key, reason]) => ({ key, reason, rule: "stores" })),
  ];
  return entries.flatMap(({ key, reason, rule }) => {
    const path = "tools/tidy/ratchet.json";
    if (reason.trim() === "") return [{ rule, path, message: `${key} 没有写原因` }];
    if (!needed.has(key))
      return [{ rule, path, message: `${key} 已不需要：运行 node tools/tidy/main.ts --update` }];
    return [];
  });
}

/** Fails on what stands without an entry, what grew beyond its entry, and entries without reason or need. */
export function checkRatchet(found: Findings, ratchet: Ratchet): Offence[] {
  const stores = found.stores
    .filter(({ key }) => ratchet.stores[key] === undefined)
    .map(({ key, path, line }) => ({
      rule: "stores",
      path,
      line,
      message: `${key}：不可用别的名词的 store，调用它导出的动作`,
    }));
  return [...stores, ...checkSizes(found.sizes, ratchet.sizes), ...checkEntries(found, ratchet)];
}

/** The ratchet lowered to what is there now; nothing is added, nothing raised. */
export function lowered(found: Findings, ratchet: Ratchet): Ratchet {
  const next: Ratchet = { sizes: {}, stores: {} };
  for (const { key, lines } of found.sizes) {
    const allowed = ratchet.sizes[key];
    if (allowed !== undefined) next.sizes[key] = { ...allowed, lines: Math.min(lines, allowed.lines) };
  }
  for (const { key } of found.stores) {
    const reason = ratchet.stores[key];
    if (reason !== undefined) next.stores[key] = reason;
  }
  return next;
}
