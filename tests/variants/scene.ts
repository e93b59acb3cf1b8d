/**
 * The product with one thing wrong in its money SQL, many times over, in short lives of a shop in which it shows (docs/PROOF.md). Where two
 * defences stand behind each other (a lock and a condition, a condition and a CHECK), a variant takes all of them away: one alone would
 * change nothing.
 */
import { readFileSync } from "node:fs";
import { checkBooks } from "@banyan/server/reconciliation/check.ts";
import { inRoot } from "@banyan/tools/launch/paths.ts";
import { describe, expect, it } from "vitest";
import { until } from "../support/child.ts";
import { lockRows } from "../support/commission.ts";
import { openShop, type Shop } from "../support/shop.ts";
import { breakStatements, type Edit } from "./broken.ts";

export interface Scene {
  /** Facts at the end of a sound shop, by name. */
  expected: Readonly<Record<string, string>>;
  play(shop: Shop): Promise<Record<string, string>>;
}

interface Variant {
  what: string;
  edits: readonly Edit[];
  /** Statements by which the tables' own floors go away, where they would refuse what the broken statement does. */
  loosen?: readonly string[];
  /** "book KEY", "fact NAME", or a part of the message with which the database itself refuses. */
  caughtBy: string;
}

/** A scene with a name of its own, and what is broken in it. */
export interface Broken {
  name: string;
  scene: Scene;
  variants: readonly Variant[];
}

/** The tests of one file. @param least how many variants there are, so that none goes away unseen */
export function allNoticed(all: readonly Broken[], least: number): void {
  describe.each(all)("$name", ({ name, scene, variants }) => {
    it("unbroken, nobody notices anything", async () => {
      expect(await noticed(`variant_${name}`, scene, { edits: [] })).toEqual([]);
    });

    it.each(variants)("$what: $caughtBy", async (variant) => {
      const found = await noticed(`variant_${name}`, scene, variant);
      expect(found).toContainEqual(expect.stringContaining(variant.caughtBy));
    });
  });

  it("each of them is of its own kind, and told in docs/PROOF.md", () => {
    const names = all.flatMap(({ variants }) => variants.map(({ what }) => what));
    const proof = readFileSync(inRoot("docs", "PROOF.md"), "utf8");
    expect(names.filter((name) => !proof.includes(`| ${name} |`))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(least);
  });
}

/** @returns everything that somebody would notice: sentences of the books that broke, facts that differ, what was refused */
async function noticed(
  name: string,
  scene: Scene,
  variant: Omit<Variant, "what" | "caughtBy">,
): Promise<string[]> {
  const shop = await openShop({ name });
  try {
    for (const statement of variant.loosen ?? []) await shop.sql(statement);
    using broken = breakStatements(shop.databaseUrl, variant.edits);
    const found = await playOut(shop, scene);
    const unused = broken.unused();
    // A variant of what nobody says any more proves nothing.
    if (unused.length > 0) throw new Error(`no statement holds: ${unused.join(" | ")}`);
    return found;
  } finally {
    await shop.close();
  }
}

async function playOut(shop: Shop, scene: Scene): Promise<string[]> {
  const found: string[] = [];
  const facts = await scene.play(shop).catch((error: unknown) => {
    found.push(`refused ${error instanceof Error ? error.message : String(error)}`);
    return null;
  });
  for (const { event, error } of shop.errors) found.push(`refused ${event}: ${error.split("\n", 1)[0]}`);
  for (const [name, value] of Object.entries(scene.expected))
    if (facts !== null && facts[name] !== value) found.push(`fact ${name}: ${facts[name]}, not ${value}`);
  const checks = await checkBooks(shop.services.database.query);
  for (const { ok, key } of checks) if (!ok) found.push(`book ${key}`);
  return found;
}

/**
 * Runs all at once against rows that somebody else has, and lets go only when as many wait as there are: each has then read what it
 * reads before it wants the row. @param rows as of lockRows @param gathered resolves when all are there, where not each stands before
 * the lock itself: holds that are decided in groups
 */
export async function collide<T>(
  shop: Shop,
  rows: [text: string, values?: unknown[]],
  acts: readonly (() => Promise<T>)[],
  gathered = () => waitFor(shop, acts.length),
): Promise<T[]> {
  await using lock = await lockRows(shop, ...rows);
  const running = Promise.all(acts.map((act) => act()));
  running.catch(() => undefined);
  await gathered();
  await lock.release();
  return running;
}

/** Until so many connections stand before a lock. */
export function waitFor(shop: Shop, count: number): Promise<void> {
  return until(`${count} wait for a lock`, async () => {
    const waiting = await shop.sql(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return waiting.length >= count;
  });
}
